import { Injectable } from '@nestjs/common';
import { WorkingTimes } from '../calendar/index.js';
import { Clock } from '../platform/clock/index.js';
import { DomainError } from '../platform/errors/index.js';
import { editionInForce, Editions, type EditionWithTerms, termInForce } from './editions.js';
import { obligation, type ObligationKey, obligationKeys } from './obligations.js';
import type { RegulationQuery, RegulationView } from './regulation.schemas.js';

/** The decree as it holds at a moment: every obligation with its term, wording and clause. */
@Injectable()
export class ReadRegulation {
  constructor(
    private readonly editions: Editions,
    private readonly workingTimes: WorkingTimes,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `regulation.not-in-force` before the decree. */
  async execute({ at = this.clock.now(), authorityId = undefined }: RegulationQuery): Promise<RegulationView> {
    const editions = await this.editions.list();
    const date = (await this.workingTimes.of(null)).localDateOf(at);
    const edition = editionInForce(editions, null, date);
    if (!edition) throw new DomainError('regulation.not-in-force');
    const own = authorityId ? editionInForce(editions, authorityId, date) : null;
    return {
      edition: head(edition),
      ownEdition: own && head(own),
      obligations: obligationKeys.map((key) => {
        const { clause, bearer, starts, title, wording, conditional = false, alternative = null } = obligation(key);
        return { key, clause: [...clause], bearer, starts, title, wording, conditional, alternative: alternative as ObligationKey | null, ...termInForce(editions, key, authorityId ?? null, date) };
      }),
    };
  }
}

const head = ({ terms: _, ...edition }: EditionWithTerms): RegulationView['edition'] => edition;
