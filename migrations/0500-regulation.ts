import type { MigrationInterface, QueryRunner } from 'typeorm';

const h = (amount: number) => ({ kind: 'working-hours', amount });
const d = (amount: number) => ({ kind: 'working-days', amount });

/** The terms of the decree of 17 March 2020 No 77-pr. */
const decree = {
  'incident.route': { kind: 'clock-hours', amount: 1 },
  'incident.route-several': h(1),
  'assignment.return': h(1),
  'assignment.reroute': h(1),
  'reply.draft': h(6),
  'reply.final': d(7),
  'reply.review': h(1),
  'reply.revise': h(1),
  'reply.publish': h(1),
  'reply.publish-for-executor': h(1),
  'reply.consolidate': h(1),
  'report.monthly': { kind: 'monthly', beforeDay: 20 },
  'executor.update': d(3),
  'contacts.curator': d(5),
  'contacts.executor': d(5),
  'contacts.account-manager': d(5),
  'security.recommendations': d(30),
  'account.register': d(5),
  'account.link': d(5),
  'plan.submit': { kind: 'content-plan' },
  'plan.review': d(1),
  'plan.revise': d(1),
};

const tables = [
  `CREATE TABLE regulation_edition (
    id uuid PRIMARY KEY,
    title text NOT NULL,
    act text NOT NULL,
    authority_id uuid,
    valid_from date NOT NULL,
    valid_to date
  )`,
  `CREATE UNIQUE INDEX regulation_edition_general ON regulation_edition (valid_from) WHERE authority_id IS NULL`,
  `CREATE UNIQUE INDEX regulation_edition_own ON regulation_edition (authority_id, valid_from) WHERE authority_id IS NOT NULL`,
  `CREATE TABLE regulation_term (
    edition_id uuid NOT NULL CONSTRAINT regulation_term_edition REFERENCES regulation_edition (id),
    obligation text NOT NULL,
    term jsonb NOT NULL,
    PRIMARY KEY (edition_id, obligation)
  )`,
  `CREATE TABLE deadline (
    id uuid PRIMARY KEY,
    obligation text NOT NULL,
    clause text NOT NULL,
    stream text NOT NULL,
    stream_id uuid NOT NULL,
    subject text NOT NULL,
    subject_id uuid NOT NULL,
    bearer_role text NOT NULL,
    bearer_authority_id uuid,
    bearer_contact_id uuid,
    schedule_id uuid,
    edition_id uuid NOT NULL,
    term jsonb NOT NULL,
    started_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    half_at timestamptz,
    soon_at timestamptz,
    next_mark text,
    next_mark_at timestamptz,
    state text NOT NULL DEFAULT 'open',
    ended_at timestamptz,
    passed_at timestamptz,
    took_ms bigint,
    cancel_reason text,
    version integer NOT NULL DEFAULT 1
  )`,
  `CREATE UNIQUE INDEX deadline_open ON deadline (subject_id, obligation) WHERE state = 'open'`,
  `CREATE INDEX deadline_next_mark ON deadline (next_mark_at) WHERE next_mark_at IS NOT NULL`,
  `CREATE INDEX deadline_stream ON deadline (stream_id)`,
  `CREATE INDEX deadline_open_of_stream ON deadline (stream_id) WHERE state = 'open'`,
  `CREATE INDEX deadline_list ON deadline (state, due_at, id)`,
  `CREATE INDEX deadline_authority_list ON deadline (bearer_authority_id, state, due_at, id)`,
  `CREATE INDEX deadline_obligation_list ON deadline (obligation, state, due_at, id)`,
];

/** Editions of the regulation with their terms, and deadlines. */
export class Regulation1700000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of tables) await runner.query(sql);
    const id = '01890a5d-ac96-774b-bcce-b302099a8500';
    await runner.query(`INSERT INTO regulation_edition (id, title, act, valid_from) VALUES ($1, $2, $3, '2020-03-17')`, [
      id, 'Первоначальная редакция', 'Постановление Правительства Хабаровского края от 17 марта 2020 г. № 77-пр',
    ]);
    await runner.query(
      `INSERT INTO regulation_term (edition_id, obligation, term) SELECT $1, key, value FROM jsonb_each($2::jsonb)`,
      [id, JSON.stringify(decree)],
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
