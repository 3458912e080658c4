import { screen } from '../screening/screen.js';
import { styleFindings } from '../style/style-findings.js';
import { suggestTopics } from '../topics/suggest-topics.js';
import { isHeldOut, type LabelledText } from './labelled.js';

/** A table: its title, and rows of name and values. */
export interface Table {
  readonly title: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

const share = (part: number, whole: number): string => (whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)} %`);

/**
 * Figures of screening, topics and style over labelled texts; the same files give the same figures.
 * @param codes codes of the topics by «group: topic», where files name topics in words.
 */
export function figuresOf(rows: readonly LabelledText[], codes: ReadonlyMap<string, string> = new Map()): Table[] {
  const judged = rows.map((row) => ({ ...row, heldOut: isHeldOut(row.text), found: screen(row.text) }));
  type Judged = (typeof judged)[number];
  const held = ({ found }: Judged): boolean => found.some(({ clause }) => clause === 'M-4');
  const unseen = judged.filter(({ heldOut }) => heldOut);

  const bySource = [...new Set(judged.map(({ source, label }) => `${source}, ${label ?? 'no label'}`))].toSorted().map((name) => {
    const of = (all: readonly Judged[]) => all.filter(({ source, label }) => `${source}, ${label ?? 'no label'}` === name);
    const [all, fifth] = [of(judged), of(unseen)];
    return {
      'source, label': name, texts: all.length, 'held out': fifth.length,
      'held back (M-4), held out': share(fifth.filter(held).length, fifth.length),
      'held back (M-4), all': share(all.filter(held).length, all.length),
      'no question (M-3), all': share(all.filter(({ found }) => found.some(({ clause }) => clause === 'M-3')).length, all.length),
    };
  });

  const quality = (name: string, texts: readonly Judged[]) => {
    const [toxic, decent, citizens] = ['toxic', 'non-toxic', 'citizen'].map((label) => texts.filter((row) => row.label === label)) as [Judged[], Judged[], Judged[]];
    const right = toxic.filter(held).length;
    const wrong = decent.filter(held).length;
    const anyGround = citizens.filter(({ found }) => found.length > 0).length;
    return {
      texts: name, recall: share(right, toxic.length), precision: share(right, right + wrong),
      'citizens held back (M-4)': `${citizens.filter(held).length} of ${citizens.length} (${share(citizens.filter(held).length, citizens.length)})`,
      'with no-question': `${anyGround} of ${citizens.length} (${share(anyGround, citizens.length)})`,
    };
  };

  return [
    { title: 'Screening: toxic comments', rows: [quality('held out (no model has seen them)', unseen), quality('all', judged)] },
    { title: 'Screening by source', rows: bySource },
    ...grounds(judged),
    ...topics(rows, codes),
    ...style(rows),
  ];
}

/** Where grounds are labelled: how many texts of each are found with any ground of M-4 or M-3, and with that very ground. */
function grounds(judged: readonly { ground?: string; found: readonly { ground: string }[] }[]): Table[] {
  const names = [...new Set(judged.flatMap(({ ground }) => ground ?? []))].toSorted();
  if (names.length === 0) return [];
  const rows = names.map((name) => {
    const of = judged.filter(({ ground }) => ground === name);
    return {
      ground: name, texts: of.length, 'with any suggestion': `${of.filter(({ found }) => found.length > 0).length}`,
      'with this one': `${of.filter(({ found }) => found.some(({ ground }) => ground === name)).length}`,
    };
  });
  return [{ title: 'Screening by ground', rows }];
}

/** How often the topic and its group are the first suggested, or among the first three; without anything learned from the past. */
function topics(rows: readonly LabelledText[], codes: ReadonlyMap<string, string>): Table[] {
  const labelled = rows.flatMap(({ text, topic, topicGroup }) => {
    const code = topic && (codes.get(`${topicGroup}: ${topic}`) ?? (/^g\d+-t\d+$/u.test(topic) ? topic : undefined));
    return code ? [{ code, suggested: suggestTopics(text).map((found) => found.code) }] : [];
  });
  if (labelled.length === 0) return [];
  const group = (code: string): string => code.split('-')[0] ?? code;
  const rate = (first: number, of: (code: string) => string): string =>
    share(labelled.filter(({ code, suggested }) => [...new Set(suggested.map(of))].slice(0, first).includes(of(code))).length, labelled.length);
  return [{
    title: `Topics: ${labelled.length} texts`,
    rows: [
      { what: 'topic', 'first suggested': rate(1, (code) => code), 'among three': rate(3, (code) => code) },
      { what: 'group', 'first suggested': rate(1, group), 'among three': rate(3, group) },
    ],
  }];
}

function style(rows: readonly LabelledText[]): Table[] {
  const texts = rows.filter(({ kind }) => kind !== undefined);
  if (texts.length === 0) return [];
  const findings = texts.map(({ text, kind }) => styleFindings(text, kind ?? 'reply'));
  const rules = [...new Set(findings.flat().map(({ rule }) => rule))].toSorted();
  return [{
    title: `Style: ${texts.length} texts`,
    rows: rules.map((rule) => ({
      rule,
      'texts with it': share(findings.filter((found) => found.some((finding) => finding.rule === rule)).length, texts.length),
      findings: findings.flat().filter((finding) => finding.rule === rule).length,
    })),
  }];
}

/** A table in Markdown. */
export function markdown({ title, rows }: Table): string {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', line(columns), line(columns.map(() => '---')), ...rows.map((row) => line(columns.map((column) => row[column] ?? ''))), ''].join('\n');
}
