import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import type { Attachment } from './attachment.entity.js';
import type { MediaKind } from './media-types.js';

/** Where an attachment belongs. */
export interface AttachmentPlace {
  /** The aggregate, e.g. `incident`. */
  stream: string;
  streamId: string;
  /** The part of it, e.g. `draft`. */
  subject: string;
  subjectId: string;
  /** The authority whose it is; null for what belongs to none. */
  authorityId: string | null;
}

const PHOTO_AND_VIDEO: readonly MediaKind[] = ['image', 'video'];

/** Says whether the actor may see an attachment bound to its stream. */
export type AttachmentPolicy = (actor: Actor, attachment: AttachmentPlace & { id: string }) => Promise<boolean>;

/** The modules that take attachments say here who may see them; a stream without a policy shows nothing to anybody. */
@Injectable()
export class AttachmentPolicies {
  private readonly policies = new Map<string, AttachmentPolicy>();
  private readonly kinds = new Map<string, readonly MediaKind[]>();

  /**
   * Registers the policy of a stream, and what its things take: photo and video (M-9) unless it says otherwise.
   * @throws Error when it has one already.
   */
  register(stream: string, policy: AttachmentPolicy, kinds: readonly MediaKind[] = PHOTO_AND_VIDEO): void {
    if (this.policies.has(stream)) throw new Error(`Attachments of ${stream} have a policy already`);
    this.policies.set(stream, policy);
    this.kinds.set(stream, kinds);
  }

  /** What kinds of files the things of a stream take. */
  kindsOf(stream: string): readonly MediaKind[] {
    return this.kinds.get(stream) ?? PHOTO_AND_VIDEO;
  }

  /** Whether the actor may see the attachment: its uploader until it is bound, then whom the stream's policy lets. */
  async maySee(
    actor: Actor,
    { id, uploadedBy, stream, streamId, subject, subjectId, authorityId }: Attachment,
  ): Promise<boolean> {
    if (stream === null || streamId === null || subject === null || subjectId === null) {
      return actor.userId !== null && actor.userId === uploadedBy;
    }
    return (
      (await this.policies.get(stream)?.(actor, { id, stream, streamId, subject, subjectId, authorityId })) ?? false
    );
  }
}
