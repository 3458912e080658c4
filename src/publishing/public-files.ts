import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { SecretBox } from '../platform/secrets/index.js';

/** How long a network has to fetch a photo, milliseconds. */
const VALID_MS = 60 * 60_000;

/** Addresses under which a network may fetch one photo for an hour, without a right of its own. */
@Injectable()
export class PublicFiles {
  constructor(
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** Path of an attachment, signed and with its end. */
  path(attachmentId: string): string {
    const until = this.clock.now().getTime() + VALID_MS;
    return `/api/v1/public-files/${attachmentId}/${until}/${this.sign(attachmentId, until)}`;
  }

  /** Whether an address is ours and not over yet. */
  valid(attachmentId: string, until: number, signature: string): boolean {
    const [own, given] = [Buffer.from(this.sign(attachmentId, until)), Buffer.from(signature)];
    return own.length === given.length && timingSafeEqual(own, given) && this.clock.now().getTime() < until;
  }

  private sign(attachmentId: string, until: number): string {
    return this.box.fingerprint(`public-file:${attachmentId}:${until}`).slice(0, 43);
  }
}
