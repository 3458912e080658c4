import { Injectable } from '@nestjs/common';
import { RecordRemoval } from '../../accounts/index.js';
import type { Actor } from '../../identity/index.js';
import { mayBeOnPageOf, Places, postKey } from '../../networks/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { Sessions } from '../credentials/sessions.js';
import { Deliveries } from '../deliveries.js';
import { Delivery } from '../delivery.entity.js';
import { Publications } from '../publications.js';
import { removalIntent, removalSubject, type RemoveCommentBody } from './removal.schemas.js';

/**
 * Has a comment removed from an official account: by an authority from its own, by the committee from the Government's
 * . Through the network where the credential can, else it waits for a person. It comes into the log once it is gone.
 */
@Injectable()
export class RemoveComment {
  constructor(
    private readonly db: Database,
    private readonly log: RecordRemoval,
    private readonly deliveries: Deliveries,
    private readonly places: Places,
    private readonly sessions: Sessions,
    private readonly publications: Publications,
  ) {}

  /**
   * @returns id of the delivery that removes it.
   * @throws DomainError `not-found` for an account that is not the actor's to keep, `removed-comment.url-network`,
   *   `removed-comment.moment`, `removed-comment.removed-already`, `removed-comment.own-answer`, `removed-comment.other-page`,
   *   `delivery.in-progress`.
   */
  execute(actor: Actor, body: RemoveCommentBody): Promise<string> {
    return this.db.transaction(async () => {
      const account = await this.log.kept(actor, body);
      const subjectId = removalSubject(account.network, body.url);
      const [before] = await this.db.change(`SELECT 1 FROM delivery WHERE subject_id = $1 AND state = 'published' LIMIT 1`, [subjectId]);
      if (before) throw new DomainError('removed-comment.removed-already');
      if ((await this.publications.atPosts(account.network, [postKey(account.network, body.url)])).size > 0) throw new DomainError('removed-comment.own-answer');
      const place = await this.places.of(account.network, body.url);
      const session = await this.sessions.of(account.network, account.id);
      // A credential may reach further than its account: its own words elsewhere, other communities of the same administrator.
      if (place && session && !mayBeOnPageOf(account.network, session.ownerId, place)) throw new DomainError('removed-comment.other-page');
      const { id } = await this.deliveries.request(actor, {
        kind: 'removal', network: account.network, accountId: account.id, authorityId: account.authorityId, subject: 'comment-removal', subjectId,
        stream: 'comment-removal', streamId: subjectId, intent: { ...body }, place: place?.comment ? place : null, link: body.url, text: body.text, attachmentIds: [],
      });
      return id;
    });
  }
}

/** A person has removed the comment by hand: the log says so. */
@Injectable()
export class CommentRemovedByHand {
  constructor(
    private readonly db: Database,
    private readonly log: RecordRemoval,
    private readonly deliveries: Deliveries,
  ) {}

  /** @throws DomainError `delivery.action-not-allowed`, `delivery.in-progress`, `removed-comment.moment`. */
  execute(actor: Actor, delivery: Delivery, removedAt: Date | undefined): Promise<void> {
    return this.db.transaction(async () => {
      if (!(await this.deliveries.close(actor, delivery.subjectId, delivery.link))) throw new DomainError('delivery.action-not-allowed', { state: delivery.state });
      await this.log.execute(actor, { ...logged(delivery), removedAt });
    });
  }
}

/** The entry of the log. */
export const logged = ({ intent }: Pick<Delivery, 'intent'>) => removalIntent.parse(intent);
