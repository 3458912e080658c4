import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import type { Duty } from '../contacts/contact.entity.js';
import type { DutyState } from './duties.schemas.js';
import { DutyReader } from './duty-reader.js';

/** What stands of the contacts, for reports and screens. */
export interface ContactFigures {
  /** How many bodies owe the duty, and how many are in each state. */
  duties: Record<Duty, Record<DutyState | 'owed', number>>;
  /** Whom to ask: bodies where somebody is missing or the details are no longer right. */
  attention: { authorityId: string; shortName: string; duty: Duty; state: DutyState; since: Date }[];
}

/** Counts the directory's duties as they stand now. */
@Injectable()
export class DutyFigures {
  constructor(
    private readonly reader: DutyReader,
    private readonly clock: Clock,
  ) {}

  async figures(): Promise<ContactFigures> {
    const none = () => ({ owed: 0, present: 0, outdated: 0, changed: 0, missing: 0 });
    const figures: ContactFigures = { duties: { executor: none(), 'account-manager': none(), curator: none() }, attention: [] };
    for (const { of, state, since } of await this.reader.standings(null, this.clock.now())) {
      figures.duties[of.duty].owed += 1;
      figures.duties[of.duty][state] += 1;
      if (since) figures.attention.push({ authorityId: of.authority.id, shortName: of.authority.shortName, duty: of.duty, state, since });
    }
    return figures;
  }
}
