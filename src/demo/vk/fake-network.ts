import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SystemClock } from '../../platform/clock/index.js';

/** What a fake answers. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** A request as a fake sees it. */
export interface Call {
  /** Name of the operation, as the network's documentation calls it: `wall.post`, `POST /comments`. */
  name: string;
  token: string;
  form: Record<string, string>;
  request: IncomingMessage;
  url: URL;
  raw: Buffer;
}

/** What goes wrong with the next calls of one operation. */
export interface Fault {
  /** Operation it befalls; every one without it. */
  on?: string;
  /** `answer`: this instead of doing it. `cut-before`: the connection breaks, nothing done. `cut-after`: done, and nobody hears. */
  kind: 'answer' | 'cut-before' | 'cut-after' | 'lost-answer';
  reply?: Reply;
  times?: number;
}

/**
 * A server that speaks a network's protocol: checks every parameter, keeps limits, and can be told to go wrong.
 * What a client does against the protocol is kept in `violations`; a test that ends with one has failed.
 */
export abstract class FakeNetwork {
  readonly violations: string[] = [];
  /** Operations done, in order. */
  readonly done: string[] = [];
  /** Whether the network's limit of calls a second holds. */
  paced = true;
  /** Decides about each call what befalls it, before it is done and after; for tests at random. */
  befall: (name: string) => 'cut-before' | 'cut-after' | 'lost-answer' | null = () => null;
  /** Waited for between what a call has done and its end. */
  beforeAnswer: (name: string) => Promise<void> | void = () => undefined;
  private readonly faults: Fault[] = [];
  private readonly server: Server;
  private readonly seen = new Map<string, number[]>();

  /** @param now the network's own clock. */
  constructor(protected readonly now: () => Date = () => new SystemClock().now()) {
    this.server = createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        this.violations.push(`the fake failed: ${(error as Error).stack}`);
        response.writeHead(500).end();
      });
    });
  }

  async start(port = 0): Promise<string> {
    await new Promise<void>((started) => this.server.listen(port, '127.0.0.1', started));
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((stopped) => this.server.close(() => stopped()));
  }

  /** The next call (of an operation) goes wrong. */
  fail(fault: Fault): void {
    this.faults.push({ times: 1, ...fault });
  }

  /** Nothing goes wrong any more. */
  calm(): void {
    this.faults.length = 0;
  }

  /** Names a call; null when the address is none of the network's. */
  protected abstract read(request: IncomingMessage, url: URL, raw: Buffer): Call | null;
  /** Does what is asked. */
  protected abstract act(call: Call): Reply | Promise<Reply>;
  /** Calls a second a token may make, and the answer when it made more. */
  protected abstract limit(call: Call): { perSecond: number; refusal: Reply } | null;
  protected violation(text: string): void {
    this.violations.push(text);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://fake');
    const call = this.read(request, url, Buffer.concat(chunks));
    if (!call) {
      this.violation(`no such address: ${request.method} ${url.pathname}`);
      response.writeHead(404).end('{}');
      return;
    }
    if (call.token && url.search.includes(call.token)) this.violation(`a secret in the address of ${call.name}`);
    const fault = this.take(call.name);
    const fate = fault?.kind ?? this.befall(call.name);
    if (fate === 'cut-before') {
      request.socket.destroy();
      return;
    }
    const reply = fault?.kind === 'answer' && fault.reply ? fault.reply : (this.tooFast(call) ?? (await this.act(call)));
    if (fate !== 'answer') this.done.push(call.name);
    await this.beforeAnswer(call.name);
    if (fate === 'cut-after') {
      request.socket.destroy();
      return;
    }
    if (fate === 'lost-answer') {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>');
      return;
    }
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json; charset=utf-8', ...reply.headers }).end(text);
  }

  private take(name: string): Fault | null {
    const at = this.faults.findIndex(({ on }) => on === undefined || on === name);
    const fault = this.faults[at];
    if (!fault) return null;
    fault.times = (fault.times ?? 1) - 1;
    if (fault.times <= 0) this.faults.splice(at, 1);
    return fault;
  }

  /** Limits are of the wire: by the machine's clock, whatever day the fake lives in. */
  private tooFast(call: Call): Reply | null {
    const limit = this.paced ? this.limit(call) : null;
    if (!limit) return null;
    const at = performance.now();
    const calls = (this.seen.get(call.token) ?? []).filter((before) => at - before < 1000);
    this.seen.set(call.token, [...calls, at]);
    if (calls.length < limit.perSecond) return null;
    this.violation(`${call.name}: more than ${limit.perSecond} calls a second`);
    return limit.refusal;
  }
}

/** Members of a multipart body that is small and well formed: names, file names and contents. */
export function multipart(request: IncomingMessage, raw: Buffer): { name: string; fileName: string | null; content: Buffer }[] {
  const [, boundary] = /boundary=("?)([^";]+)\1/.exec(request.headers['content-type'] ?? '')?.slice(1) ?? [];
  if (!boundary) return [];
  const parts = raw.toString('latin1').split(`--${boundary}`).slice(1, -1);
  return parts.map((part) => {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    return {
      name: /name="([^"]*)"/.exec(head)?.[1] ?? '',
      fileName: /filename="([^"]*)"/.exec(head)?.[1] ?? null,
      content: Buffer.from(rest.join('\r\n\r\n').replace(/\r\n$/, ''), 'latin1'),
    };
  });
}

export const form = (raw: Buffer): Record<string, string> => Object.fromEntries(new URLSearchParams(raw.toString('utf8')));
