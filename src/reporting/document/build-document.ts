import { Injectable } from '@nestjs/common';
import { dayOfYear, monthAndYear } from '../../platform/russian/index.js';
import { Templates } from '../../platform/templates/index.js';
import type { Figures } from '../figures/figures.types.js';
import { comparison, onRecord } from './comparison.js';
import { type Block, type Paragraph, type ReportDocument, type Section, type SectionKey, sectionTitles, type Table } from './report-document.js';
import { chartOf, fullMoment, type Reach, Tables, termChart } from './tables.js';

/** What stands around the figures. */
export interface Framing {
  /** The curator's words by section. */
  words: Record<string, string>;
  addressee: string | null;
  /** Lines of one's own under the title, e.g. the edition. */
  notes: string[];
  mark: string | null;
  /** The committee's part: what other rooms tell, and nothing of the messages. */
  secondPartOnly?: boolean;
}

/** Builds the document of a report from its figures and words: the only place where a report is put together. */
@Injectable()
export class BuildDocument {
  constructor(private readonly templates: Templates) {}

  /** @param reach whether long tables are whole (tables of figures) or show their beginning (documents). */
  execute(figures: Figures, framing: Framing, reach: Reach = { all: false }): ReportDocument {
    const tables = new Tables(figures, reach);
    const bodies: Record<SectionKey, Block[]> = {
      summary: [tables.totals],
      states: [
        tables.counts('Состояние сообщений, поступивших за период', 'Состояние', figures.states, 'state'),
        ...some(tables.counts('Отклонённые сообщения по основаниям', 'Основание', figures.grounds, 'ground', figures.totals.declined)),
      ],
      networks: [chartOf('Сообщения по социальным сетям', figures.networks), tables.counts('Социальные сети', 'Сеть', figures.networks, 'network')],
      topics: [
        chartOf('Сообщения по группам тем', figures.topicGroups.filter(({ key }) => key !== '-')),
        tables.counts('Группы тем', 'Группа тем', figures.topicGroups, 'topicGroup'), tables.counts('Темы', 'Тема', figures.topics, 'topic'),
      ],
      locations: [tables.counts('Населённые пункты', 'Населённый пункт', figures.locations, 'location')],
      authorities: [chartOf('Сообщения по органам', figures.authorities.map(({ name, received }) => ({ name, count: received }))), ...some(tables.authorities)],
      answers: some(tables.answers),
      terms: [termChart(figures.terms), ...some(tables.terms)],
      bearers: tables.bearers.flatMap(some),
      time: [tables.spent],
      slowest: some(tables.slowest),
      style: some(tables.style),
    };
    const sections = (Object.keys(sectionTitles) as SectionKey[]).map((key): Section => ({
      key, title: sectionTitles[key],
      blocks: [...this.text(key, figures), ...own(framing.words[key]), ...bodies[key].filter((block) => block.kind !== 'chart' || block.bars.length > 0)],
    }));
    return {
      title: framing.secondPartOnly ? 'Официальные аккаунты, контент-планы и справочник' : 'Отчёт о работе с сообщениями из социальных сетей',
      subtitle: `за ${periodOf(figures)}`,
      addressee: framing.addressee,
      notes: [
        framing.secondPartOnly
          ? 'Вторая часть ежемесячного отчёта (постановление Правительства Хабаровского края от 17.03.2020 №\u00a077-пр)'
          : 'Пункт 15 положения о работе с сообщениями (постановление Правительства Хабаровского края от 17.03.2020 №\u00a077-пр)',
        `Сведения по состоянию на: ${fullMoment(figures.asOf)}`,
        ...figures.narrowedTo.map(({ what, name }) => `${what}: ${name}`),
        ...framing.notes,
      ],
      mark: framing.mark,
      sections: [...(framing.secondPartOnly ? [] : sections), ...this.supplements(figures, framing)].filter(({ blocks }) => blocks.length > 0),
    };
  }

  private text(key: SectionKey, figures: Figures): Paragraph[] {
    const name = `report/text/${key}.txt`;
    if (!this.templates.names().includes(name)) return [];
    const [largestGroup] = figures.topicGroups.filter(({ key: group, count }) => group !== '-' && count > 0);
    const { totals } = figures;
    const incomplete = (['before', 'yearBefore'] as const).some((earlier) => onRecord(figures, earlier) !== 'whole');
    return this.templates
      .render(name, {
        figures,
        period: periodOf(figures),
        comparison: comparison(figures),
        // Said where it is why something is not compared.
        recordsSince: incomplete ? (figures.recordsSince ?? null) : null,
        dueTerms: totals.kept + totals.broken,
        answers: totals.interim + totals.final,
        largestGroup: largestGroup ?? null,
      })
      .split(/\n\s*\n/)
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .map((text) => ({ kind: 'paragraph', text }));
  }

  /** The second part: figures of other rooms. */
  private supplements({ supplements }: Figures, { words }: Framing): Section[] {
    return supplements.map(({ key, title, columns, rows, note }) => ({
      key, title,
      blocks: [
        ...(note === null ? [] : [{ kind: 'paragraph', text: note } as const]), ...own(words[key]),
        ...some({
          kind: 'table', caption: title, rows: rows.map((row) => row.map((value) => ({ value }))),
          columns: columns.map((column, i) => ({ title: column, width: i === 0 ? 40 : 60 / Math.max(1, columns.length - 1), right: i > 0 && rows.every((row) => typeof row[i] === 'number') })),
        }),
      ],
    }));
  }
}

/** «июнь 2020 года», or the days of any other period. */
export function periodOf({ month, from, to }: Pick<Figures, 'month' | 'from' | 'to'>): string {
  if (month) return monthAndYear(month);
  return `период с ${dayOfYear(new Date(from))} по ${dayOfYear(new Date(new Date(to).getTime() - 1))}`;
}

const own = (words: string | undefined): Paragraph[] => (words ?? '').split(/\n\s*\n/).filter((text) => text.trim() !== '').map((text) => ({ kind: 'paragraph', text: text.trim(), own: true }));

/** A table without rows says nothing. */
const some = (table: Table): Block[] => (table.rows.length > 0 ? [table] : []);
