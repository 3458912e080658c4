import type { OwedDuty } from './duty.entities.js';

/** Half a year without a word that the details are right makes a contact outdated, milliseconds. */
export const HALF_YEAR_MS = 183 * 86_400_000;

/**
 * Which body owes which duty, over `authority a`, `directory_member m` and `d(duty)`. Nobody sends contacts to itself:
 * the curator names curators instead of executors (D-2.2, D-4), the committee receives the account managers (D-5).
 * `$1` is the present moment.
 */
export const OWES = `(a.valid_from <= $1 AND (a.valid_to IS NULL OR a.valid_to > $1) AND d.duty = ANY(m.duties)
  AND a.role IS DISTINCT FROM CASE d.duty WHEN 'executor' THEN 'curator' ELSE 'content-committee' END)`;

/** In force now, over `contact c`. */
export const IN_FORCE = `(c.valid_to IS NULL OR c.valid_to > $1)`;

/** One body and one duty. */
export interface OwedBody {
  authorityId: string;
  scheduleId: string | null;
  duty: OwedDuty;
  since: Date;
  /** Whether it is owed now. */
  owed: boolean;
  /** Whether somebody is named now. */
  named: boolean;
}

/** Every member with every duty: `$1` the present moment, `$2` only these authorities, or null for all. */
export const OWED_BODIES = `
  SELECT a.id AS "authorityId", a.schedule_id AS "scheduleId", d.duty, m.since, ${OWES} AS owed,
    EXISTS (SELECT 1 FROM contact c WHERE c.authority_id = a.id AND c.duty = d.duty AND ${IN_FORCE}) AS named
  FROM directory_member m JOIN authority a ON a.id = m.authority_id
  CROSS JOIN (VALUES ('executor'), ('account-manager')) AS d(duty)
  WHERE $2::uuid[] IS NULL OR a.id = ANY($2::uuid[])
  ORDER BY a.id, d.duty`;

/**
 * When the first term of a body starts: when the terms began or when it joined, whichever came later; `anew` when it
 * is asked for a second time.
 */
export const startOf = ({ since }: Pick<OwedBody, 'since'>, began: Date, anew: Date | null): Date =>
  anew ?? (since > began ? since : began);
