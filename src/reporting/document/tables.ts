import { clauseInRussian, clockSpan, longMoment, share, shortDay, span, time } from '../../platform/russian/index.js';
import { obligation, type ObligationKey } from '../../regulation/index.js';
import { type TracedFigure, traceOf } from '../figures/figure-incidents.js';
import type { Count, Figures, Spread, Stretch, TermRow } from '../figures/figures.types.js';
import { answerNames, kindNames } from '../figures/labels.js';
import { change, type Earlier, onRecord } from './comparison.js';
import type { Chart, Table, TableCell, TableColumn } from './report-document.js';

/** Rows shown of a long breakdown; a table of figures has them all. */
const SHOWN = 25;

/** Whether a document shows the beginning of long tables, or all of them. */
export interface Reach {
  all: boolean;
}

const text = (value: string | number): TableCell => ({ value });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const termColumns: TableColumn[] = [
  { title: 'Пункт', width: 11 }, { title: 'Срок', width: 33 },
  { title: 'В срок', width: 6, right: true }, { title: 'Позже срока', width: 7, right: true }, { title: 'Не исполнено', width: 9, right: true },
  { title: 'Затрачено, медиана', width: 10, right: true }, { title: '90\u00a0% быстрее', width: 11, right: true }, { title: 'Опоздание, медиана', width: 13, right: true },
];

/** A time as a table has room for it, a dash where there is none: working time, or the clock's. It is never torn apart. */
function duration(ms: number | null, words: (ms: number) => string = span): TableCell {
  if (ms === null) return text('—');
  const value = ms < MINUTE ? 'до 1\u00a0мин' : words(ms).replaceAll(' ', '\u00a0');
  return { value, exact: { number: ms / HOUR, as: 'hours' } };
}

const part = (some: number, of: number): TableCell => (of === 0 ? text('—') : { value: share(some, of), exact: { number: some / of, as: 'share' } });

/** By how much a term was late is told in the term's own time: an hour of the clock runs at night too. */
const lateness = ({ obligation: key, lateBy }: TermRow): TableCell => duration(lateBy.median, obligation(key as ObligationKey).term.kind === 'clock-hours' ? clockSpan : span);

const moment = (iso: string): TableCell => ({ value: `${shortDay(new Date(iso))} ${time(new Date(iso))}`, exact: { moment: iso } });
export const fullMoment = (iso: string): string => longMoment(new Date(iso));

/** Tables of one set of figures. */
export class Tables {
  constructor(
    private readonly figures: Figures,
    private readonly reach: Reach,
  ) {}

  /** A number with the address of its messages. */
  private traced(value: number, figure: TracedFigure, key?: string, period: Stretch = this.figures): TableCell {
    const { asOf, filter } = this.figures;
    return value === 0 ? { value } : { value, href: traceOf({ ...period, asOf, filter })(figure, key) };
  }

  /** The same of an earlier period; a dash where nothing of it is on record. */
  private tracedEarlier(earlier: Earlier, value: number, figure?: TracedFigure, key?: string): TableCell {
    if (onRecord(this.figures, earlier) === 'nothing') return text('—');
    return figure && this.figures.compared ? this.traced(value, figure, key, this.figures.compared[earlier]) : text(value);
  }

  private change(earlier: Earlier, now: number, before: number): TableCell {
    const known = onRecord(this.figures, earlier);
    return { value: change(now, before, known), ...(known === 'nothing' ? {} : { exact: { number: now - before, as: 'change' } }) };
  }

  get totals(): Table {
    const { totals, before, yearBefore, waiting } = this.figures;
    const row = (title: string, name: keyof typeof totals, figure: TracedFigure, key?: string): TableCell[] => [
      text(title), this.traced(totals[name], figure, key), this.tracedEarlier('before', before[name], figure, key), this.change('before', totals[name], before[name]),
      this.tracedEarlier('yearBefore', yearBefore[name], figure, key), this.change('yearBefore', totals[name], yearBefore[name]),
    ];
    const kept = ({ kept: held, broken }: typeof totals) => part(held, held + broken);
    return {
      kind: 'table',
      caption: 'Основные показатели',
      columns: [
        { title: 'Показатель', width: 30 }, { title: 'За период', width: 12, right: true }, { title: 'Предыдущий период', width: 14, right: true },
        { title: 'Изменение', width: 16, right: true }, { title: 'Год назад', width: 12, right: true }, { title: 'Изменение за год', width: 16, right: true },
      ],
      rows: [
        row('Поступило сообщений', 'received', 'received'),
        row('отклонено', 'declined', 'state', 'declined'),
        row('присоединено к другим', 'merged', 'state', 'merged'),
        row('дан окончательный ответ', 'closed', 'state', 'closed'),
        row('остаются в работе', 'underWay', 'underWay'),
        row('Опубликовано промежуточных ответов', 'interim', 'answer', 'interim'),
        row('Опубликовано окончательных ответов', 'final', 'answer', 'final'),
        row('Сроков соблюдено', 'kept', 'kept'),
        row('Сроков нарушено', 'broken', 'broken'),
        [text('Доля соблюдённых сроков'), kept(totals), kept(before), text('—'), kept(yearBefore), text('—')],
        [text('Без окончательного ответа из всех поступивших до конца периода'), this.traced(waiting.count, 'waiting'), text('—'), text('—'), text('—'), text('—')],
      ],
    };
  }

  /** A breakdown with its shares and the month before. */
  counts(caption: string, what: string, counts: readonly Count[], figure: TracedFigure, of = this.figures.totals.received): Table {
    const present = counts.filter(({ count, before }) => count > 0 || before > 0);
    const shown = this.reach.all ? present : present.slice(0, SHOWN);
    const rest = present.slice(shown.length);
    const row = ({ key, name, count, before, yearBefore }: Count): TableCell[] => [
      text(name), this.traced(count, figure, key), part(count, of), this.tracedEarlier('before', before, figure, key), this.change('before', count, before), this.tracedEarlier('yearBefore', yearBefore, figure, key),
    ];
    const sum = (pick: (count: Count) => number) => rest.reduce((all, count) => all + pick(count), 0);
    const [all, allBefore] = [sum(({ count }) => count), sum(({ before }) => before)];
    // Those that only the month before has are summed, and not counted.
    const many = rest.filter(({ count }) => count > 0).length;
    const others: TableCell[] = [
      text(many > 0 ? `Остальные (${many})` : 'Остальные'), text(all), part(all, of), this.tracedEarlier('before', allBefore),
      this.change('before', all, allBefore), this.tracedEarlier('yearBefore', sum(({ yearBefore }) => yearBefore)),
    ];
    return {
      kind: 'table', caption,
      columns: [
        { title: what, width: 38 }, { title: 'Сообщений', width: 11, right: true }, { title: 'Доля', width: 9, right: true },
        { title: 'Предыдущий период', width: 13, right: true }, { title: 'Изменение', width: 19, right: true }, { title: 'Год назад', width: 10, right: true },
      ],
      rows: [...shown.map(row), ...(rest.length > 0 ? [others] : [])],
    };
  }

  get answers(): Table {
    return {
      kind: 'table', caption: 'Ответы по видам и по тому, кто их опубликовал',
      columns: [{ title: 'Вид', width: 30 }, { title: 'Кто опубликовал', width: 50 }, { title: 'Ответов', width: 20, right: true }],
      rows: this.figures.answers.map(({ kind, publisher, count }) => [text(kindNames[kind] ?? kind), text(answerNames[publisher] ?? publisher), this.traced(count, 'answer', `${kind}|${publisher}`)]),
    };
  }

  get authorities(): Table {
    return {
      kind: 'table', caption: 'Органы, которым направлялись сообщения',
      columns: [
        { title: 'Орган', width: 33 }, { title: 'Сообщений', width: 11, right: true }, { title: 'Ответ дан', width: 10, right: true }, { title: 'В работе', width: 9, right: true },
        { title: 'Сроков соблюдено', width: 12, right: true }, { title: 'Нарушено', width: 11, right: true }, { title: 'Проект ответа, медиана', width: 14, right: true },
      ],
      rows: this.figures.authorities.map(({ id, name, received, closed, underWay, kept, broken, draft }) => [
        text(name), this.traced(received, 'authority', id), this.traced(closed, 'authority', `${id}|closed`), this.traced(underWay, 'authority', `${id}|underWay`), this.traced(kept, 'keptBy', id), this.traced(broken, 'brokenBy', id),
        duration(draft.median),
      ]),
    };
  }

  /** Terms per clause. */
  get terms(): Table {
    return { kind: 'table', caption: 'Сроки по пунктам положения', columns: termColumns, rows: this.figures.terms.map((row) => this.term(row, row.obligation)) };
  }

  /** Terms of each bearer, a table a body; a table of figures has them in one, where they can be sorted and filtered. */
  get bearers(): Table[] {
    const { bearers } = this.figures;
    const bodies = [...new Map(bearers.flatMap(({ authority }) => (authority ? [[authority.id, authority.name] as const] : [])))].toSorted(([, a], [, b]) => a.localeCompare(b, 'ru'));
    const rowsOf = (id: string): TableCell[][] => bearers
      // What was never owed in the period says nothing of a bearer.
      .filter(({ authority, kept, late, overdue }) => authority?.id === id && (this.reach.all || kept + late + overdue > 0))
      .map((row) => this.term(row, `${row.obligation}|${id}`));
    if (!this.reach.all) return bodies.map(([id, name]) => ({ kind: 'table', caption: name, columns: termColumns, rows: rowsOf(id) }));
    return [{
      kind: 'table', caption: 'Сроки по ответственным',
      columns: [{ title: 'Ответственный', width: 25 }, ...termColumns], rows: bodies.flatMap(([id, name]) => rowsOf(id).map((cells) => [text(name), ...cells])),
    }];
  }

  private term(row: TermRow, key: string): TableCell[] {
    return [
      text(clauseInRussian(row.clause).replaceAll(' ', '\u00a0')), text(row.title),
      this.traced(row.kept, 'kept', key), this.traced(row.late, 'late', key), this.traced(row.overdue, 'overdue', key),
      duration(row.took.median), duration(row.took.p90), lateness(row),
    ];
  }

  get spent(): Table {
    const row = (title: string, { count, median, p90, max, total }: Spread): TableCell[] => [
      text(title), this.traced(count, 'closed'), duration(median), duration(p90), duration(max), duration(count > 0 ? total : null),
    ];
    return {
      kind: 'table', caption: 'Рабочее время по сообщениям, на которые дан окончательный ответ',
      columns: [
        { title: 'Где', width: 24 }, { title: 'Сообщений', width: 12, right: true }, { title: 'Медиана', width: 16, right: true },
        { title: '90\u00a0% быстрее', width: 16, right: true }, { title: 'Больше всего', width: 16, right: true }, { title: 'Всего', width: 16, right: true },
      ],
      rows: [row('У исполнителей', this.figures.spent.executor), row('У куратора', this.figures.spent.curator)],
    };
  }

  get slowest(): Table {
    return {
      kind: 'table', caption: 'Десять самых долгих случаев',
      columns: [
        { title: '№', width: 8, right: true }, { title: 'Тема и орган', width: 28 }, { title: 'Поступило', width: 13 }, { title: 'Ответ дан', width: 13 },
        { title: 'Всего', width: 12, right: true }, { title: 'Исполнитель', width: 14, right: true }, { title: 'Куратор', width: 12, right: true },
      ],
      rows: this.figures.slowest.map(({ incidentId, number, topic, authorities, recordedAt, closedAt, workingMs, executorMs, curatorMs }) => [
        { value: number, href: `/api/v1/incidents/${incidentId}` }, text([topic ?? 'Тема не определена', authorities.join('; ')].filter(Boolean).join('. ')),
        moment(recordedAt), moment(closedAt), duration(workingMs), duration(executorMs), duration(curatorMs),
      ]),
    };
  }

  get style(): Table {
    const { style } = this.figures;
    return {
      kind: 'table', caption: 'Что мешает понять ответ',
      columns: [{ title: 'Замечание', width: 34 }, { title: 'Ответов', width: 10, right: true }, { title: 'Доля ответов', width: 12, right: true }, { title: 'Например', width: 44 }],
      rows: this.figures.style.rules.length === 0 ? [] : [
        ...this.styleRules,
        [text('Всего ответов с замечаниями'), this.traced(style.withFindings, 'style'), part(style.withFindings, style.answers), text('—')],
        [text('Всего опубликовано и проверено'), this.traced(style.answers, 'answer'), text('—'), text('—')],
      ],
    };
  }

  private get styleRules(): TableCell[][] {
    return this.figures.style.rules.map(({ rule, title, answers, examples }) => [
      text(title), this.traced(answers, 'style', rule), part(answers, this.figures.style.answers),
      text(examples.slice(0, 2).map(({ number, fragment }) => `№ ${number}: «${fragment}»`).join('; ') || '—'),
    ]);
  }
}

/** The largest counts as bars. */
export const chartOf = (title: string, counts: readonly { name: string; count: number }[], most = 12): Chart => ({
  kind: 'chart', title, series: ['Сообщений'],
  bars: counts.filter(({ count }) => count > 0).slice(0, most).map(({ name, count }) => ({ name, values: [count] })),
});

/** Kept and broken terms, clause by clause. */
export const termChart = (rows: readonly TermRow[]): Chart => ({
  kind: 'chart', title: 'Сроки: соблюдены и нарушены', series: ['Соблюдено', 'Нарушено'],
  bars: rows.filter(({ kept, late, overdue }) => kept + late + overdue > 0).map(({ clause, title, kept, late, overdue }) => ({ name: `${clauseInRussian(clause)}. ${title}`, values: [kept, late + overdue] })),
});
