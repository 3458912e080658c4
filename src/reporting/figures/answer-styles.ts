import { setImmediate as giveWay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { styleFindings } from '../../assistance/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { Scheduled } from '../../platform/jobs/index.js';
import { beginning } from '../../platform/russian/index.js';
import { FactSql } from './fact-sql.js';
import type { StyleFigures } from './figures.types.js';
import { styleNames } from './labels.js';
import type { Range, Slice } from './slice.js';

const BATCH = 500;
/** Answers a preview reads anew at most: the rest are read by the timetable. */
const MOST_IN_PREVIEW = 5000;
/** What the timetable looks back over. */
const RECENT_MS = 40 * 86_400_000;
const EXAMPLES = 3;
/** Letters of what is shown of a finding. */
const EXCERPT = 160;

interface Unread {
  id: string;
  text: string;
}

/** Style of published answers (M-9): each is read once, when it is new, so that a month is only added up. */
@Injectable()
export class AnswerStyles {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads answers of the last weeks that were not read yet, some hundreds.
   * @returns whether there are more.
   */
  @Scheduled('reports.style')
  async readRecent(): Promise<boolean> {
    const now = this.clock.now();
    return (await this.read({ from: new Date(now.getTime() - RECENT_MS), to: new Date(now.getTime() + 1) }, BATCH)) === BATCH;
  }

  /** Reads answers published in the period that were not read yet, a few hundred at a time. @returns how many. */
  async read({ from, to }: Range, most = Number.POSITIVE_INFINITY): Promise<number> {
    let count = 0;
    while (count < most) {
      const unread = await this.db.rows<Unread>(
        `SELECT p.id, p.text FROM publication p WHERE p.published_at >= $1 AND p.published_at < $2
         AND NOT EXISTS (SELECT 1 FROM report_style s WHERE s.publication_id = p.id) ORDER BY p.published_at LIMIT ${BATCH}`,
        [from, to],
      );
      if (unread.length === 0) break;
      const rows: { id: string; rules: object }[] = [];
      for (const { id, text } of unread) {
        rows.push({ id, rules: rulesOf(text) });
        // A long answer takes milliseconds: requests go in between.
        if (rows.length % 20 === 0) await giveWay();
      }
      await this.db.transaction(() =>
        this.db.change(
          `INSERT INTO report_style (publication_id, rules) SELECT r.id, r.rules FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, rules jsonb) ON CONFLICT DO NOTHING`,
          [JSON.stringify(rows)],
        ),
      );
      count += unread.length;
    }
    return count;
  }

  /** @param whole reads whatever is unread first; otherwise only some, and the figures say of how many answers they are. */
  async figures(slice: Slice, whole: boolean): Promise<StyleFigures> {
    for (const range of slice.ranges) await this.read(range, whole ? undefined : MOST_IN_PREVIEW);
    const facts = new FactSql(slice);
    const rows = await this.db.rows<{ rule: string | null; answers: number; findings: number; examples: StyleFigures['rules'][number]['examples'] }>(
      `WITH ${facts.ranges}, ${facts.answers},
       found AS (SELECT p.incident_id, p.published_at, p.id, f.key AS rule, (f.value->>'n')::integer AS n, f.value->>'excerpt' AS excerpt
         FROM answers p JOIN report_style s ON s.publication_id = p.id CROSS JOIN LATERAL jsonb_each(s.rules) f),
       shown AS (SELECT *, row_number() OVER (PARTITION BY rule ORDER BY published_at, id) AS place FROM found)
       SELECT NULL AS rule, count(*)::integer AS answers, (count(*) FILTER (WHERE s.rules <> '{}'))::integer AS findings, NULL::jsonb AS examples
       FROM answers p JOIN report_style s ON s.publication_id = p.id
       UNION ALL
       SELECT f.rule, count(*)::integer, sum(f.n)::integer, (SELECT jsonb_agg(jsonb_build_object('incidentId', i.id, 'number', i.number, 'fragment', e.excerpt) ORDER BY e.place)
         FROM shown e JOIN incident i ON i.id = e.incident_id WHERE e.rule = f.rule AND e.place <= ${EXAMPLES} AND e.excerpt <> '')
       FROM found f GROUP BY f.rule`,
      facts.parameters,
    );
    const [all] = rows.filter(({ rule }) => rule === null);
    return {
      answers: all?.answers ?? 0,
      withFindings: all?.findings ?? 0,
      rules: rows
        .flatMap(({ rule, answers, findings, examples }) => (rule === null ? [] : [{ rule, title: styleNames[rule] ?? rule, answers, findings, examples: examples ?? [] }]))
        .toSorted((a, b) => b.answers - a.answers || a.rule.localeCompare(b.rule)),
    };
  }
}

function rulesOf(text: string): Record<string, { n: number; excerpt: string }> {
  const rules: Record<string, { n: number; excerpt: string }> = {};
  for (const { rule, excerpt } of styleFindings(text, 'reply')) {
    const known = rules[rule];
    if (known) known.n += 1;
    else rules[rule] = { n: 1, excerpt: beginning(excerpt, EXCERPT) };
  }
  return rules;
}
