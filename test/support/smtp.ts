import type { Server, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/**
 * What the server does with a letter. `cut`: takes all of it and closes the connection without a word; `keep-and-cut`:
 * the same, having kept it; `cut-within`: closes in the middle of the letter; `hang`: takes all of it and stays silent.
 */
export type Behaviour = 'accept' | 'cut' | 'keep-and-cut' | 'cut-within' | 'hang' | { reply: number; to: 'recipient' | 'letter' } | { afterMs: number };

/** A letter the server accepted. */
export interface Received {
  from: string;
  to: string[];
  raw: string;
  mail: ParsedMail;
}

/** A real SMTP server on the loopback whose moods a test sets. */
export class SmtpFake {
  readonly received: Received[] = [];
  /** Recipients of every attempt, accepted or not. */
  readonly attempts: string[] = [];
  /** Connections that were opened. */
  connections = 0;
  /** What happens to a letter; by default it is accepted. Attempts of a recipient are counted from 1. */
  behave: (to: string, attempt: number) => Behaviour = () => 'accept';
  /** Called when a letter is announced, before the server agrees to it. */
  onRecipient: (to: string) => Promise<void> = async () => undefined;
  /** Called when all of a letter is there, before the answer. */
  onLetter: (to: string) => Promise<void> = async () => undefined;
  private readonly sockets = new Map<string, Socket>();
  private server: SMTPServer | null = null;
  port = 0;

  static async start(): Promise<SmtpFake> {
    const fake = new SmtpFake();
    await fake.up();
    return fake;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** What was accepted for an address. */
  for(address: string): Received[] {
    return this.received.filter(({ to }) => to.includes(address));
  }

  /** Comes (back) up on its port. */
  async up(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onConnect: (session, done) => {
        this.connections += 1;
        done();
        void session;
      },
      onRcptTo: ({ address }, _, done) => {
        this.attempts.push(address);
        const mood = this.mood(address);
        const refused = typeof mood === 'object' && 'reply' in mood && mood.to === 'recipient';
        void this.onRecipient(address).then(() => (refused ? done(reply(mood.reply)) : done()));
      },
      onData: (stream, session, done) => {
        void this.data(stream as never, session).then(
          () => done(),
          (error: Error) => done(error),
        );
      },
    });
    server.on('error', () => undefined);
    (server as unknown as { server: Server }).server.on('connection', (socket) => {
      this.sockets.set(`${socket.remotePort}`, socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(`${socket.remotePort}`));
    });
    await new Promise<void>((listening) => {
      const inner = server.listen(this.port, '127.0.0.1', () => {
        this.port = (inner.address() as { port: number }).port;
        listening();
      });
    });
    this.server = server;
  }

  /** Goes down: open connections are closed, new ones refused. */
  async down(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = null;
    const closed = new Promise<void>((done) => server.close(() => done()));
    for (const socket of this.sockets.values()) socket.destroy();
    await closed;
  }

  private mood(address: string): Behaviour {
    return this.behave(address, this.attempts.filter((other) => other === address).length);
  }

  private async data(stream: NodeJS.ReadableStream, session: SMTPServerSession): Promise<void> {
    const to = session.envelope.rcptTo.map(({ address }) => address);
    const mood = this.mood(to[0] ?? '');
    const socket = this.sockets.get(`${session.remotePort}`);
    if (mood === 'cut-within') {
      await new Promise((first) => stream.once('data', first));
      socket?.destroy();
      return;
    }
    const raw = await buffer(stream);
    await this.onLetter(to[0] ?? '');
    if (mood === 'cut' || mood === 'hang') {
      if (mood === 'cut') socket?.destroy();
      return new Promise(() => undefined);
    }
    if (typeof mood === 'object' && 'reply' in mood) throw reply(mood.reply);
    if (typeof mood === 'object') await new Promise((done) => setTimeout(done, mood.afterMs));
    const { mailFrom } = session.envelope;
    this.received.push({ from: mailFrom ? mailFrom.address : '', to, raw: raw.toString(), mail: await simpleParser(raw) });
    if (mood !== 'keep-and-cut') return;
    socket?.destroy();
    return new Promise(() => undefined);
  }
}

const reply = (responseCode: number): Error => Object.assign(new Error('said the server of the tests'), { responseCode });
