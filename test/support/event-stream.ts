import { type ClientRequest, get, type IncomingMessage } from 'node:http';

/** An open stream of server-sent events, as a browser reads it. */
export interface EventStream {
  status: number;
  headers: IncomingMessage['headers'];
  /** Events so far: `id`, `event` and parsed `data`. */
  events: { id?: string; event?: string; data: Record<string, unknown> }[];
  /** The last `id:` sent, with or without an event: where the browser would take up again. */
  lastId: () => string | undefined;
  /** Everything received, as text. */
  text: () => string;
  ended: boolean;
  close: () => void;
}

/** Opens a stream; resolves when the head of the answer has come. */
export function openStream(url: string, headers: Record<string, string>): Promise<EventStream> {
  return new Promise((resolve, reject) => {
    const request: ClientRequest = get(url, { headers }, (response) => {
      let text = '';
      const stream: EventStream = {
        status: response.statusCode ?? 0,
        headers: response.headers,
        events: [],
        lastId: () => [...text.matchAll(/^id: (.+)$/gm)].at(-1)?.[1],
        text: () => text,
        ended: false,
        close: () => request.destroy(),
      };
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const lines = block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line));
          const field = (name: string) => lines.find((line) => line?.[1] === name)?.[2];
          const data = field('data');
          if (data !== undefined) stream.events.push({ id: field('id'), event: field('event'), data: JSON.parse(data) as Record<string, unknown> });
        }
      });
      response.on('close', () => (stream.ended = true));
      resolve(stream);
    });
    request.on('error', reject);
  });
}
