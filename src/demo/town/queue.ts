import { Injectable } from '@nestjs/common';
import { locationId, topicId, topicsEdition } from '../../executors/index.js';
import { AddSearch, type Finding, StoreMessages } from '../../intake/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { Database } from '../../platform/database/index.js';
import { type DemoFound, demoFound } from '../data/index.js';
import type { Official } from './officials.js';

const MINUTE = 60_000;

/** What the curator listens for, and for whose sake. */
const searches = [
  { network: 'vk', query: 'нет горячей воды Амурск', topicId: topicId(topicsEdition.id, 'g08-t07'), locationId: null },
  { network: 'vk', query: 'набережная Комсомольск-на-Амуре', topicId: null, locationId: locationId('08709000') },
] as const;

/** What the networks have brought by the eve of the story: the queue a newcomer sees. */
@Injectable()
export class TownQueue {
  constructor(
    private readonly db: Database,
    private readonly store: StoreMessages,
    private readonly addSearch: AddSearch,
  ) {}

  /** May be repeated: a start that was killed goes on. */
  async load(officials: readonly Official[], eve: Date): Promise<void> {
    const curator = officials.find(({ role }) => role === 'curator');
    if (!curator) throw new Error('Nobody is curator');
    for (const search of searches) {
      await this.addSearch.execute(curator.actor, search).catch((error: unknown) => {
        if (!(error instanceof DomainError && error.code === 'watch.duplicate')) throw error;
      });
    }
    await this.db.transaction(async () => {
      for (const found of demoFound) await this.store.execute(finding(found, found.text, eve));
      for (const found of demoFound) if (found.editedTo) await this.store.execute(finding(found, found.editedTo, eve));
    });
  }
}

function finding({ network, foundBy, post, comment, authorId, authorName, minutesAgo }: DemoFound, text: string, eve: Date): Finding {
  const link = {
    vk: { url: `https://vk.com/wall${post}${comment ? `?reply=${comment}` : ''}`, profile: `https://vk.com/id${authorId}` },
    ok: { url: `https://ok.ru/group/99000000000002/topic/${post}?commentId=${comment}`, profile: `https://ok.ru/profile/${authorId}` },
    twitter: { url: `https://twitter.com/i/web/status/${post}`, profile: null },
  }[network];
  return {
    network, foundBy,
    messages: [{
      id: comment ?? post, place: { post, comment }, url: link.url, author: { id: authorId, name: authorName, url: link.profile }, text,
      postedAt: new Date(eve.getTime() - minutesAgo * MINUTE), own: false, answers: [],
    }],
  };
}
