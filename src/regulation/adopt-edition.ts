import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CalendarRevision } from '../calendar/index.js';
import { type Actor, KnownAuthorities } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { newId } from '../platform/ids/index.js';
import { RegulationEdition, RegulationTerm } from './edition.entity.js';
import { Editions, type EditionWithTerms } from './editions.js';
import { obligation, type ObligationKey } from './obligations.js';
import type { EditionBody } from './regulation.schemas.js';
import { mayReplace } from './term.js';

/** Enters an edition of the regulation and ends the one before it. Running deadlines keep their terms. */
@Injectable()
export class AdoptEdition {
  constructor(
    private readonly db: Database,
    private readonly revision: CalendarRevision,
    private readonly editions: Editions,
    private readonly events: EventLog,
    private readonly clock: Clock,
    private readonly modules: ModuleRef,
  ) {}

  /**
   * A general edition takes over the terms it does not name from the one before; an authority's own (D-6) sets only
   * those it names.
   * @throws DomainError `regulation.edition-order`, `regulation.term-kind`, `not-found` for an unknown authority.
   */
  execute(actor: Actor, { title, act, validFrom, authorityId = null, terms }: EditionBody): Promise<EditionWithTerms> {
    return this.db.transaction(async () => {
      await this.revision.advance();
      if (authorityId !== null) await this.assertKnown(authorityId);
      const before = (await this.editions.list()).filter((edition) => edition.authorityId === authorityId).at(-1);
      if (before && validFrom <= before.validFrom) throw new DomainError('regulation.edition-order', { validFrom: before.validFrom });
      const all = { ...(authorityId === null ? before?.terms : {}), ...terms };
      const entries = Object.entries(all) as [ObligationKey, (typeof all)[ObligationKey] & object][];
      for (const [key, term] of entries) {
        if (!mayReplace(obligation(key).term, term)) throw new DomainError('regulation.term-kind', { obligation: key });
      }
      const id = newId();
      if (before) await this.db.repository(RegulationEdition).update({ id: before.id }, { validTo: dayBefore(validFrom) });
      await this.db.repository(RegulationEdition).insert({ id, title, act, authorityId, validFrom, validTo: null });
      await this.db.repository(RegulationTerm).insert(entries.map(([key, term]) => ({ editionId: id, obligation: key, term })));
      await this.events.append({
        type: 'regulation.edition-adopted', stream: 'regulation', streamId: id, actorId: actor.userId,
        actorRole: actor.userId === null ? null : 'admin', channel: actor.channel, details: { title, act, validFrom, authorityId, terms },
        authorityIds: authorityId === null ? [] : [authorityId], roles: ['admin', 'curator', 'committee'], at: this.clock.now(),
      });
      return { id, title, act, authorityId, validFrom, validTo: null, terms: all };
    });
  }

  /** The directory stands above this module and answers through a port. */
  private async assertKnown(authorityId: string): Promise<void> {
    const [known] = await this.modules.get(KnownAuthorities, { strict: false }).authorities([authorityId]);
    if (!known) throw notFound('authority', authorityId);
  }
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}
