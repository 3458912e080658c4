import { Injectable } from '@nestjs/common';
import { MAX_PER_SUBJECT, TakeFile } from '../../attachments/index.js';
import type { Actor } from '../../identity/index.js';
import { DomainError, type MessageCode, messages } from '../../platform/errors/index.js';
import type { LetterFile } from '../letters/read-letter.js';
import type { Ask } from '../understanding/ask.js';

/** Below this an embedded picture is a logo of a signature, bytes. */
const LOGO_BYTES = 15_000;

/** Signatures, cards and the like, which programs add by themselves. */
const OF_THE_LETTER = /^(?:application\/(?:(?:x-)?pkcs7-\w+|pgp-\w+)|text\/(?:x-)?vcard)/i;

/** A file of an answer that is no evidence, and why. */
export interface LeftFile {
  name: string;
  reason: string;
}

/** Which acts take photos and videos (M-9). */
const takesEvidence = (ask: Ask): boolean => ask.do === 'submit-draft' || ask.do === 'revise-and-publish' || ask.do === 'consolidate';

/** Makes attachments of the photos and videos in a letter. */
@Injectable()
export class Evidence {
  constructor(private readonly take: TakeFile) {}

  /**
   * Uploads what may be attached, as the sender's own; what is not used within a day is removed like any other upload.
   * @returns ids, and the files that stay with the letter alone.
   */
  async of(actor: Actor, ask: Ask, files: readonly LetterFile[]): Promise<{ ids: string[]; left: LeftFile[] }> {
    const ids: string[] = [];
    const left: LeftFile[] = [];
    if (!takesEvidence(ask) || actor.userId === null) return { ids, left };
    for (const { name, contentType, content, embedded } of files) {
      if ((embedded && content.length < LOGO_BYTES) || OF_THE_LETTER.test(contentType)) continue;
      const taken = ids.length < MAX_PER_SUBJECT ? await this.upload(actor, content, name) : { refused: 'attachment.too-many' as const };
      if ('id' in taken) ids.push(taken.id);
      else left.push({ name: name ?? 'без имени', reason: messages[taken.refused].title });
    }
    return { ids, left };
  }

  private async upload(actor: Actor, content: Buffer, name: string | null): Promise<{ id: string } | { refused: MessageCode }> {
    try {
      return { id: await this.take.execute(actor, content, name ?? undefined, 'incident') };
    } catch (error) {
      // A document, a picture that is too large, a quota that is used up: it stays with the letter.
      if (error instanceof DomainError && error.code.startsWith('attachment.')) return { refused: error.code };
      throw error;
    }
  }
}
