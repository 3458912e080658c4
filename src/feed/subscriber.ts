import type { ServerResponse } from 'node:http';
import type { Actor } from '../identity/index.js';
import { type Cursor, isAfter, writeCursor } from './cursor.js';
import { concerns, type FeedEvent } from './feed-log.js';

/** Bytes a slow reader may leave unread before it is cut off; it takes up where it stopped by itself. */
const UNREAD_BYTES = 1024 * 1024;

/** One open stream of server-sent events. */
export class Subscriber {
  /** False until the subscriber has got what it missed and follows the shared reading. */
  joined: boolean;

  constructor(
    private readonly raw: ServerResponse,
    public actor: Actor,
    readonly token: string,
    /** Up to where the subscriber knows everything. */
    public cursor: Cursor,
    resumes: boolean,
  ) {
    this.joined = !resumes;
  }

  /** Sends an event that concerns the subscriber; the others only move its cursor. */
  offer(event: FeedEvent): void {
    if (!isAfter(event.cursor, this.cursor)) return;
    this.cursor = event.cursor;
    if (concerns(this.actor, event)) this.write(`id: ${writeCursor(event.cursor)}\ndata: ${event.data}\n\n`);
  }

  /** Keeps the connection open, and moves on the place where the subscriber would take up again. */
  beat(): void {
    this.write(`: ok\nid: ${writeCursor(this.cursor)}\n\n`);
  }

  /** Tells the subscriber that it has missed more than is sent again: it must read anew. */
  reset(to: Cursor): void {
    this.cursor = to;
    this.write(`event: reset\nid: ${writeCursor(to)}\ndata: {}\n\n`);
  }

  end(): void {
    this.raw.end();
  }

  private write(text: string): void {
    if (this.raw.writableEnded || this.raw.destroyed) return;
    this.raw.write(text);
    if (this.raw.writableLength > UNREAD_BYTES) this.raw.destroy();
  }
}
