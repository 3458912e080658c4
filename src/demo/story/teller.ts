import type { WorkingTime } from '../../calendar/index.js';
import type { HistoryItem, IncidentView } from '../../incidents/index.js';
import type { FiredMark, MovedView } from '../clock/clock.schemas.js';
import { isoDuration } from '../clock/iso-duration.js';
import type { DemoPerson } from '../data/index.js';
import { clauseInRussian, counted, longDay, markTitles, shortDay, span, time } from '../../platform/russian/index.js';
import type { Interface } from './interface.js';
import type { Ink, Page } from './page.js';
import { alike, bearerOf, changes, clauseOf, due, type Length, length, outcome, type Term } from './terms.js';

/** What somebody does in the story. */
export interface Deed {
  /** Working minutes since the story began. */
  after: number;
  by: DemoPerson;
  /** What is said or written, as a quotation. */
  says?: string;
  /** How it was done, where it was not through the interface. */
  how?: string;
  act: () => Promise<IncidentView>;
}

const signs: Record<FiredMark['mark'], [sign: string, ink: Ink]> = {
  half: ['◔', 'yellow'],
  soon: ['◕', 'yellow'],
  passed: ['●', 'red'],
};

/** Tells what happens to one incident: acts through the interface, and prints what the interface answers. */
export class Teller {
  private lengths = new Map<string, Length>();
  private conditional = new Set<string>();
  private terms: Term[] = [];
  private readonly told = new Set<string>();
  private day = '';
  private incident: IncidentView | null = null;

  constructor(
    private readonly api: Interface,
    private readonly page: Page,
    private readonly workingTime: WorkingTime,
    private readonly narrator: DemoPerson,
    private readonly begin: Date,
  ) {}

  /** Reads the terms of the decree. */
  async prepare(): Promise<void> {
    const { obligations } = await this.get<{ obligations: { key: string; term: Length; conditional: boolean }[] }>(
      '/regulation',
    );
    this.lengths = new Map(obligations.map(({ key, term }) => [key, term]));
    this.conditional = new Set(obligations.filter(({ conditional }) => conditional).map(({ key }) => key));
  }

  /** Moves the clock to the deed's moment, does it, and tells what came of it. */
  async deed({ after, by, says, how, act }: Deed): Promise<IncidentView> {
    const at = this.moment(after);
    await this.moveTo(at);
    this.incident = await act();
    const whole = await this.get<IncidentView>(`/incidents/${this.incident.id}`);
    const { items } = await this.get<{ items: HistoryItem[] }>(`/incidents/${whole.id}/history`);
    const news = items.filter(({ id, event }) => !this.told.has(id) && !event.startsWith('deadline.'));
    for (const { id } of news) this.told.add(id);
    this.tell(at, by, says, how, news, whole);
    this.terms = whole.deadlines;
    return whole;
  }

  /** The moment so many working minutes after the story began. */
  moment(after: number): Date {
    return new Date(this.workingTime.addWorkingTime(this.begin, after * 60_000));
  }

  /** Moves the clock on; tells the warnings and passings of the story's own incident, and counts the others. */
  async moveTo(at: Date): Promise<void> {
    const { now } = await this.get<{ now: string }>('/demo/clock');
    const ms = at.getTime() - new Date(now).getTime();
    if (ms <= 0) return;
    const { fired } = await this.api.post<MovedView>(this.narrator.email, '/demo/clock', { advance: isoDuration(ms) });
    if (!this.incident) return;
    const own = fired.filter(({ incident }) => incident?.id === this.incident?.id);
    for (const mark of own.filter(({ conditional }) => !conditional)) this.warn(mark);
    const others = fired.length - own.length;
    if (others > 0 && ms > 86_400_000)
      this.page.body(`… по другим сообщениям за это время: ${counted(others, 'событие', 'события', 'событий')}`, {
        inks: ['dim'],
      });
  }

  /** Every term of the incident with how it ended. */
  async summary(): Promise<void> {
    if (!this.incident) return;
    const { deadlines, assignments } = await this.get<IncidentView>(`/incidents/${this.incident.id}`);
    // A conditional term was owed where it was met: by the return itself (M-8.1).
    const owed = deadlines.filter(
      ({ state, obligation }) => state.startsWith('met') || (state !== 'cancelled' && !this.conditional.has(obligation)),
    );
    const terms = owed.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt) || a.dueAt.localeCompare(b.dueAt));
    const late = (term: Term | undefined) => term?.state === 'met-late';
    const shown = (at: string | null) => (at ? `${shortDay(new Date(at)).slice(3)} ${time(new Date(at))}` : '—');
    const rows = terms.map((term): string[] => [
      late(term) ? '✗' : '✓',
      clauseOf(term).replace('М, ', ''),
      term.title,
      bearerOf(term, assignments),
      shown(term.dueAt),
      shown(term.metAt),
    ]);
    this.page.table(
      [['', 'Пункт', 'Обязанность', 'Кто отвечал', 'Срок', 'Сделано'], ...rows],
      [1, 13, 35, 17, 11, 11],
      (row) => (row === 0 ? ['dim'] : late(terms[row - 1]) ? ['red'] : []),
    );
    const broken = terms.filter(late).length;
    this.page.line();
    this.page.prose(
      `Нарушено сроков: ${broken} из ${terms.length}. Ответ с опозданием система всё равно принимает, ` +
        `чтобы житель его получил, и записывает, кто и на сколько опоздал (М, п. 14).`,
    );
  }

  private warn({ mark, at, title, bearer, dueAt, remainingWorkingMs }: FiredMark): void {
    const [sign, ink] = signs[mark];
    const moment = new Date(at);
    const left = {
      half: `, осталось ${span(remainingWorkingMs)}, до ${due(new Date(dueAt), moment)}`,
      soon: `, до ${due(new Date(dueAt), moment)}`,
      passed: '',
    }[mark];
    this.remark(moment, `${markTitles[mark]}: «${title}»${left} (${bearer.name ?? 'куратор'})`, sign, ink);
  }

  /** A line about what happens by itself, with its moment. */
  remark(at: Date, text: string, sign: string, ...inks: Ink[]): void {
    const [margin, newDay] = this.stamp(at);
    if (newDay) this.page.line();
    this.page.body(text, { sign, margin, inks });
  }

  private tell(
    at: Date,
    by: DemoPerson,
    says: string | undefined,
    how: string | undefined,
    news: readonly HistoryItem[],
    whole: IncidentView,
  ): void {
    const [first, ...rest] = news.filter(({ event }) => !event.endsWith('.assign') && !event.startsWith('delivery.'));
    const [margin] = this.stamp(at);
    this.page.line();
    this.page.step(
      margin,
      `${nameOf(by)}, ${by.role === 'curator' ? 'куратор' : authorityOf(by, whole)}`,
      first ? clauseOf(first) : '',
    );
    if (first) this.page.body(`${first.title}${kinds[String(first.details['kind'])] ?? ''}`);
    if (says) this.page.body(`«${says}»`, { inks: ['dim'] });
    if (how) this.page.body(how, { sign: '✉' });
    for (const item of rest.filter(({ event }) => consequences.has(event)))
      this.page.body(`${item.title} (${clauseOf(item)})`);
    for (const { subjectId } of news.filter(({ event }) => event.endsWith('.assign'))) {
      const found = whole.assignments.find(({ id }) => id === subjectId);
      if (found)
        this.page.body(`Поступило исполнителю: ${found.executor?.name}, ${found.authority?.shortName}`, { sign: '→' });
    }
    const { opened, ended } = changes(this.terms, whole.deadlines);
    for (const term of ended) this.tellEnd(term, whole);
    for (const terms of alike(opened)) this.tellBeginning(terms, at, whole);
  }

  private tellEnd(term: Term, { assignments }: IncidentView): void {
    // That nobody returned it while that was possible is no news.
    if (term.state === 'cancelled' && this.conditional.has(term.obligation)) return;
    const [sign, ink]: [string, Ink] =
      term.state === 'met' ? ['✓', 'green'] : term.state === 'met-late' ? ['✗', 'red'] : ['○', 'dim'];
    const blame =
      term.state === 'met-late' ? `; отвечает ${bearerOf(term, assignments)} (${clauseInRussian('M-14')})` : '';
    this.page.body(`${term.title}: ${outcome(term, this.workingTime)}${blame}`, { sign, inks: [ink] });
  }

  private tellBeginning(terms: readonly Term[], now: Date, { assignments }: IncidentView): void {
    const [term] = terms as [Term];
    const until = `до ${due(new Date(term.dueAt), now)}, ${length(this.lengths.get(term.obligation) ?? { kind: '' })}`;
    this.page.body(
      `${term.title}: ${until} (${clauseOf(term)}) — ${terms.map((one) => bearerOf(one, assignments)).join(', ')}`,
      { sign: '▸' },
    );
  }

  /** Time for the margin, and whether a new day was announced above it. */
  private stamp(at: Date): [margin: string, newDay: boolean] {
    const day = shortDay(at);
    const isNew = day !== this.day;
    if (isNew) this.page.rule(longDay(at));
    this.day = day;
    return [`  ${time(at)}`, isNew];
  }

  private get<T>(path: string): Promise<T> {
    return this.api.get<T>(this.narrator.email, path);
  }
}

/** What kind of answer a deed was about. */
const kinds: Record<string, string> = { interim: ' (промежуточный)', final: ' (окончательный)' };

/** Consequences of a deed worth a line of their own. */
const consequences = new Set(['incident.parts-ready', 'incident.parts-returned']);

/** «Соколова И. А.» */
export const nameOf = ({ surname, name, patronymic }: DemoPerson): string =>
  `${surname} ${name.charAt(0)}. ${patronymic.charAt(0)}.`;

function authorityOf(person: DemoPerson, { assignments }: IncidentView): string {
  return assignments.find(({ executor }) => executor?.name === nameOf(person))?.authority?.shortName ?? person.position;
}
