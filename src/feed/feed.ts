import type { ServerResponse } from 'node:http';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { type Actor, Sessions } from '../identity/index.js';
import { DomainError } from '../platform/errors/index.js';
import { Metrics } from '../platform/metrics/index.js';
import { type Cursor, isAfter, readCursor } from './cursor.js';
import { FeedLog } from './feed-log.js';
import { Subscriber } from './subscriber.js';

/** Streams of one user in one process; a browser opens six at most. */
export const STREAMS_PER_USER = 8;
const PAGE = 500;
/** Milliseconds of real time: connections, not terms, are counted here. */
const POLL_MS = 1000;
const BEAT_MS = 20_000;
const REVALIDATE_MS = 5_000;

/**
 * Passes the event log on to whoever listens. One reading serves all subscribers of the process,
 * and only while there are any.
 */
@Injectable()
export class Feed implements OnModuleDestroy {
  private readonly logger = new Logger('Feed');
  private readonly subscribers = new Set<Subscriber>();
  private timers: NodeJS.Timeout[] = [];
  /** Up to where the shared reading has come; null while nobody listens. */
  private position: Cursor | null = null;
  private polling: Promise<void> | null = null;
  private failing = false;
  private closed = false;

  constructor(
    private readonly log: FeedLog,
    private readonly sessions: Sessions,
    private readonly metrics: Metrics,
    host: HttpAdapterHost,
  ) {
    // Open streams would keep the server from finishing the requests in hand.
    host.httpAdapter.getInstance<FastifyInstance>().addHook('preClose', async () => this.close());
  }

  /**
   * Opens a stream on a response whose head has not been written.
   * @param lastEventId where the subscriber stopped before; null to begin now.
   * @throws DomainError `too-many-requests`, `cursor.invalid`, or `unavailable` while the process stops.
   */
  async open(raw: ServerResponse, actor: Actor, token: string, lastEventId: string | null, writeHead: () => void): Promise<void> {
    const mine = [...this.subscribers].filter((subscriber) => subscriber.actor.userId === actor.userId);
    if (mine.length >= STREAMS_PER_USER) throw new DomainError('too-many-requests', { retryAfter: 60 });
    const resumed = lastEventId === null ? null : readCursor(lastEventId);
    const head = await this.log.head();
    if (this.closed) throw new DomainError('unavailable', { retryAfter: 1 });
    // A cursor of the future comes from another database (a restored one): begin now.
    const resumes = resumed !== null && isAfter(head, resumed);
    this.position ??= head;
    const subscriber = new Subscriber(raw, actor, token, resumes ? resumed : head, resumes);
    this.subscribers.add(subscriber);
    raw.on('close', () => this.remove(subscriber));
    this.run();
    writeHead();
    subscriber.beat();
    if (resumed !== null && !resumes) subscriber.reset(head);
  }

  /** Reads what is new and passes it on; one reading at a time. */
  poll(): Promise<void> {
    this.polling ??= this.tryReading().finally(() => {
      this.polling = null;
    });
    return this.polling;
  }

  /** Ends the streams whose session has ended, and gives the others their rights as they are now. */
  async revalidate(): Promise<void> {
    for (const subscriber of this.subscribers) {
      try {
        const session = await this.sessions.find(subscriber.token);
        if (session) subscriber.actor = { ...subscriber.actor, roles: session.roles, authorityId: session.authorityId };
        else this.remove(subscriber);
      } catch (error) {
        // Nobody is let on unchecked: the browser comes back by itself.
        this.logger.warn(error);
        this.remove(subscriber);
      }
    }
  }

  /** Keeps connections open through proxies. */
  beat(): void {
    for (const subscriber of this.subscribers) subscriber.beat();
  }

  /** Ends every stream and takes no more. */
  close(): void {
    this.closed = true;
    for (const subscriber of this.subscribers) this.remove(subscriber);
  }

  onModuleDestroy(): void {
    this.close();
  }

  private async tryReading(): Promise<void> {
    try {
      await this.read();
      this.failing = false;
    } catch (error) {
      // Said once: the next reading takes up where this one stopped.
      if (!this.failing) this.logger.warn(error);
      this.failing = true;
    }
  }

  private async read(): Promise<void> {
    for (;;) {
      const { position } = this;
      if (!position) return;
      for (const subscriber of this.subscribers) if (!subscriber.joined) await this.catchUp(subscriber, position);
      const events = await this.log.after(position, PAGE);
      for (const event of events) {
        for (const subscriber of this.subscribers) if (subscriber.joined) subscriber.offer(event);
      }
      // Everybody may have left meanwhile, and somebody may have come anew.
      if (this.position === position) this.position = events.at(-1)?.cursor ?? position;
      if (events.length < PAGE) return;
    }
  }

  /** Sends what a returning subscriber missed up to where the shared reading stands, and lets it join. */
  private async catchUp(subscriber: Subscriber, to: Cursor): Promise<void> {
    const missed = await this.log.missed(subscriber.actor, subscriber.cursor, to);
    if (missed) for (const event of missed) subscriber.offer(event);
    else subscriber.reset(to);
    if (isAfter(to, subscriber.cursor)) subscriber.cursor = to;
    subscriber.joined = true;
  }

  private run(): void {
    this.metrics.streams(this.subscribers.size);
    if (this.timers.length > 0) return;
    this.timers = [
      setInterval(() => void this.poll(), POLL_MS),
      setInterval(() => this.beat(), BEAT_MS),
      setInterval(() => void this.revalidate(), REVALIDATE_MS),
    ];
    for (const timer of this.timers) timer.unref();
  }

  private remove(subscriber: Subscriber): void {
    subscriber.end();
    this.subscribers.delete(subscriber);
    this.metrics.streams(this.subscribers.size);
    if (this.subscribers.size > 0) return;
    for (const timer of this.timers) clearInterval(timer);
    this.timers = [];
    this.position = null;
  }
}
