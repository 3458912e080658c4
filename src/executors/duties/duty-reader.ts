import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, hasRole } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { decodeCursor, isoOffset, toPage } from '../../platform/http/index.js';
import { Deadlines, deadlineView, isOverdue } from '../../regulation/index.js';
import { RUSSIAN } from '../search-text.js';
import type { DutiesQuery, DutyPage, DutyView } from './duties.schemas.js';
import { DIRECTORY_ID } from './duty.entities.js';
import { type DutyRow, type DutyStanding, standing } from './duty-state.js';
import { DutyTerms } from './duty-terms.js';
import { IN_FORCE, OWES } from './owed.js';

type Row = Omit<DutyRow, 'contacts'> & { name: string; contacts: { id: string; name: string; confirmedAt: string }[] };

/** A duty with what stands of it; `name` is what the list is ordered by. */
export type StandingDuty = DutyStanding & { name: string; of: DutyRow };

/** Every body with every duty it owes; the curator's body owes curators. `$2`: only this authority, or null for all. */
const ROWS = `
  SELECT jsonb_build_object('id', a.id, 'code', a.code, 'shortName', a.short_name) AS authority, a.name, d.duty,
    greatest(coalesce(m.since, a.valid_from), b.started_at) AS "owedSince",
    (SELECT max(c.valid_to) FROM contact c WHERE c.authority_id = a.id AND c.duty = d.duty) AS "lastLeft",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', concat_ws(' ', c.surname, c.name, c.patronymic),
        'confirmedAt', c.confirmed_at) ORDER BY c.surname ${RUSSIAN}, c.id), '[]')
     FROM contact c WHERE c.authority_id = a.id AND c.duty = d.duty AND ${IN_FORCE}) AS contacts
  FROM authority a
  CROSS JOIN (VALUES ('curator'), ('executor'), ('account-manager')) AS d(duty)
  LEFT JOIN directory_member m ON m.authority_id = a.id
  LEFT JOIN directory_beginning b ON b.id = $3
  WHERE ($2::uuid IS NULL OR a.id = $2)
    AND CASE d.duty WHEN 'curator' THEN a.role = 'curator' ELSE m.authority_id IS NOT NULL AND ${OWES} END
    AND ($4::text IS NULL OR d.duty = $4)
    AND ($5::text IS NULL OR (a.name ${RUSSIAN}, a.id, d.duty) > ($5, $6::uuid, $7))
  ORDER BY a.name ${RUSSIAN}, a.id, d.duty`;

const cursorKey = z.tuple([z.string(), z.uuid(), z.string()]);

/** What stands of everybody's contacts: a few hundred rows at most, so their states are told here and not in SQL. */
@Injectable()
export class DutyReader {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly deadlines: Deadlines,
    private readonly terms: DutyTerms,
  ) {}

  /** Duties in order of the authorities' names: everybody's for curator, committee and administrator, else one's own. */
  async list(actor: Actor, { authorityId, duty, state, term, cursor, limit }: DutiesQuery): Promise<DutyPage> {
    const now = this.clock.now();
    const all = hasRole(actor, 'curator', 'committee', 'admin');
    const beginning = await this.terms.beginning();
    const startedAt = isoOffset(beginning?.startedAt ?? null);
    if (!all && authorityId !== undefined && authorityId !== actor.authorityId) return { items: [], nextCursor: null, startedAt };
    const from = cursor ? decodeCursor(cursor, cursorKey) : [null, null, null];
    const rows = await this.standings((all ? authorityId : actor.authorityId) ?? null, now, duty ?? null, from);
    const wanted = rows
      .filter((row) => state === undefined || row.state === state)
      .filter((row) => term === undefined || (row.term !== null && (term === 'open' || isOverdue(row.term, now))));
    return {
      ...toPage(wanted, limit, ({ name, of }) => [name, of.authority.id, of.duty], (row) => view(row, now)),
      startedAt,
    };
  }

  /** As {@link list}, for reminders and figures: every row with its state. */
  async standings(
    authorityId: string | null,
    now: Date,
    duty: string | null = null,
    from: readonly (string | null)[] = [null, null, null],
  ): Promise<StandingDuty[]> {
    const found = await this.db.rows<Row>(ROWS, [now, authorityId, DIRECTORY_ID, duty, ...from]);
    const rows = found.map(({ name, contacts, ...row }) => ({
      name,
      of: { ...row, contacts: contacts.map((contact) => ({ ...contact, confirmedAt: new Date(contact.confirmedAt) })) },
    }));
    const streams = rows.flatMap(({ of }) => [of.authority.id, ...of.contacts.map(({ id }) => id)]);
    const open = (await this.deadlines.of([...new Set([DIRECTORY_ID, ...streams])])).filter((term) => term.state === 'open');
    return rows.map(({ name, of }) => ({ ...standing(of, open, now), name, of }));
  }
}

function view({ of, state, since, term, contacts }: StandingDuty, now: Date): DutyView {
  return {
    authority: of.authority,
    duty: of.duty,
    state,
    since: isoOffset(since),
    contacts: contacts.map(({ confirmedAt, ...contact }) => ({ ...contact, confirmedAt: isoOffset(confirmedAt) })),
    term: term && deadlineView(term, now),
  };
}
