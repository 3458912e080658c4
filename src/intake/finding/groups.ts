import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { MOST_REPEATED } from './score.js';
import { alike, type Signature, signatureOf } from './likeness.js';

/** How long after it was found a message still gathers those like it, days. */
const DAYS = 14;
/** Messages of one band that are looked at, and texts a message is compared with: its cost, whatever there is. */
const [PER_BAND, COMPARED] = [5, 12];

/** The group a message belongs to. */
export interface Membership {
  groupId: string;
  /** Whether it stands in the queue for its group. */
  leads: boolean;
  /** Parts of the signature by which others will find it; only the first of a group has some. */
  bands: readonly bigint[];
}

interface First {
  groupId: string;
  signature: Signature;
}

/** Puts messages that say the same into one group. It is a help: of two found at the same instant each may begin its own. */
@Injectable()
export class Groups {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The groups of new messages, in their order, within the caller's transaction. */
  async of(messages: readonly { id: string; text: string }[]): Promise<Membership[]> {
    const signatures = messages.map(({ text }) => signatureOf(text));
    const earlier = await this.earlier(signatures.flatMap((signature) => signature?.bands ?? []));
    const memberships = messages.map(({ id }, n): Membership => {
      const signature = signatures[n];
      if (!signature) return { groupId: id, leads: true, bands: [] };
      const near = new Set(signature.bands.flatMap((band) => earlier.get(band) ?? []));
      const like = [...near].slice(0, COMPARED).find((first) => alike(first.signature, signature));
      if (like) return { groupId: like.groupId, leads: false, bands: [] };
      const own = { groupId: id, signature };
      for (const band of signature.bands) earlier.set(band, [...(earlier.get(band) ?? []), own]);
      return { groupId: id, leads: true, bands: signature.bands };
    });
    return this.withLeaders(memberships);
  }

  /** A group whose own leader has left the queue gets the newcomer as the next. */
  private async withLeaders(memberships: Membership[]): Promise<Membership[]> {
    const joined = [...new Set(memberships.filter(({ leads }) => !leads).map(({ groupId }) => groupId))];
    if (joined.length === 0) return memberships;
    const rows = await this.db.rows<{ groupId: string }>(
      `SELECT DISTINCT group_id AS "groupId" FROM intake_candidate WHERE group_id = ANY($1::uuid[]) AND leads AND status = 'new'`, [joined],
    );
    const led = new Set([...rows.map(({ groupId }) => groupId), ...memberships.filter(({ leads }) => leads).map(({ groupId }) => groupId)]);
    return memberships.map((membership) => {
      if (led.has(membership.groupId)) return membership;
      led.add(membership.groupId);
      return { ...membership, leads: true };
    });
  }

  private async earlier(bands: readonly bigint[]): Promise<Map<bigint, First[]>> {
    const found = new Map<bigint, First[]>();
    if (bands.length === 0) return found;
    const rows = await this.db.rows<{ band: string; id: string; text: string }>(
      `SELECT b.band, c.group_id AS id, c.text FROM unnest($1::bigint[]) AS wanted (band)
       CROSS JOIN LATERAL (SELECT band, candidate_id FROM intake_band WHERE band = wanted.band LIMIT $2) b
       JOIN intake_candidate c ON c.id = b.candidate_id`,
      [[...new Set(bands)].map(String), PER_BAND],
    );
    const signatures = new Map<string, Signature | null>();
    for (const { band, id, text } of rows) {
      const signature = signatures.has(id) ? signatures.get(id) : signatureOf(text);
      signatures.set(id, signature ?? null);
      if (signature) found.set(BigInt(band), [...(found.get(BigInt(band)) ?? []), { groupId: id, signature }]);
    }
    return found;
  }

  /** Keeps what others will be compared with, and tells those that lead how many say the same. */
  async keep(stored: readonly ({ id: string } & Membership)[]): Promise<void> {
    const bands = stored.flatMap(({ id, bands: own }) => own.map((band) => ({ id, band: String(band) })));
    if (bands.length > 0) {
      await this.db.change(
        `INSERT INTO intake_band (band, candidate_id, found_at) SELECT band, id, $3 FROM unnest($1::bigint[], $2::uuid[]) AS given (band, id) ON CONFLICT DO NOTHING`,
        [bands.map(({ band }) => band), bands.map(({ id }) => id), this.clock.now()],
      );
    }
    const joined = new Map<string, number>();
    for (const { id, groupId } of stored) if (groupId !== id) joined.set(groupId, (joined.get(groupId) ?? 0) + 1);
    if (joined.size > 0) await this.grown(joined);
  }

  private async grown(joined: ReadonlyMap<string, number>): Promise<void> {
    const groupIds = [...joined.keys()];
    await this.db.change(`SELECT id FROM intake_candidate WHERE group_id = ANY($1::uuid[]) AND leads ORDER BY id FOR UPDATE`, [groupIds]);
    await this.db.change(
      `UPDATE intake_candidate c SET repeats = n.repeats, points = c.points + n.bonus - n.before, rank = c.rank + n.bonus - n.before,
         reasons = CASE WHEN n.bonus > 0 THEN jsonb_set(c.reasons, '{repeated}', to_jsonb(n.bonus)) ELSE c.reasons END
       FROM (
         SELECT l.id, g.repeats, least($3, floor(log(2, g.repeats + 1)))::integer AS bonus, coalesce((l.reasons->>'repeated')::integer, 0) AS before
         FROM unnest($1::uuid[], $2::integer[]) AS joined (group_id, count)
         CROSS JOIN LATERAL (SELECT max(repeats) + joined.count AS repeats FROM intake_candidate WHERE group_id = joined.group_id AND leads) g
         JOIN intake_candidate l ON l.group_id = joined.group_id AND l.leads
       ) n
       WHERE c.id = n.id`,
      [groupIds, [...joined.values()], MOST_REPEATED],
    );
  }

  /**
   * Somebody has left the queue: the next of the group leads it, within the caller's transaction.
   * @param groupIds groups whose members have moved, or come back.
   */
  async follow(groupIds: readonly string[]): Promise<void> {
    await this.db.change(
      `UPDATE intake_candidate c SET leads = true, repeats = next.repeats
       FROM (
         SELECT DISTINCT ON (o.group_id) o.id, (SELECT max(l.repeats) FROM intake_candidate l WHERE l.group_id = o.group_id) AS repeats
         FROM intake_candidate o
         WHERE o.group_id = ANY($1::uuid[]) AND o.status = 'new'
           AND NOT EXISTS (SELECT 1 FROM intake_candidate l WHERE l.group_id = o.group_id AND l.status = 'new' AND l.leads)
         ORDER BY o.group_id, o.rank DESC, o.id
       ) next
       WHERE c.id = next.id`,
      [[...new Set(groupIds)]],
    );
  }

  /** Forgets what nobody is compared with any more. @returns how much there was. */
  async purge(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - DAYS * 86_400_000);
    const rows = await this.db.change<{ count: number }>(`WITH gone AS (DELETE FROM intake_band WHERE found_at < $1 RETURNING 1) SELECT count(*)::integer AS count FROM gone`, [before]);
    return rows[0]?.count ?? 0;
  }
}
