import { Injectable, Logger } from '@nestjs/common';
import { type WorkingTime, WorkingTimes } from '../calendar/index.js';
import { type Addressee, Addressees, Directory } from '../executors/index.js';
import { IncidentMatters, type Matter } from '../incidents/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { Outbox } from '../platform/mail/index.js';
import { type Deadline, Deadlines } from '../regulation/index.js';
import { ComposeLetter } from './compose-letter.js';
import { NoticeContexts } from './notice-contexts.js';
import type { Term } from './notice-rule.js';
import { beginning } from './notices/wording.js';
import { isTold } from './one-of-two.js';
import { Unsubscribe } from './unsubscribe.js';

/** How long after opening a list still makes sense: a worker that was down sends it late, and not in the evening. */
const LATEST_MS = 4 * 3_600_000;
/** Terms one list shows. */
const MOST = 100;

interface Line {
  term: Term;
  number: number | null;
  text: string | null;
  url: string;
}

/** The morning list: what is open, at the opening of every working day, for everybody who bears something. */
@Injectable()
export class MorningLists {
  private readonly logger = new Logger('Notifications');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly addressees: Addressees,
    private readonly directory: Directory,
    private readonly matters: IncidentMatters,
    private readonly deadlines: Deadlines,
    private readonly workingTimes: WorkingTimes,
    private readonly contexts: NoticeContexts,
    private readonly compose: ComposeLetter,
    private readonly unsubscribe: Unsubscribe,
    private readonly outbox: Outbox,
  ) {}

  /** Queues the lists whose hour has come; each person gets one a day. @returns how many letters it queued. */
  async execute(): Promise<number> {
    const workingTimeOf = await this.workingTimes.all();
    let letters = 0;
    for (const person of await this.awake(workingTimeOf)) {
      const day = workingTimeOf(person.scheduleId).localDateOf(this.clock.now());
      try {
        if (await this.db.transaction(() => this.list(person, day))) letters += 1;
      } catch (error) {
        this.logger.error(`A morning list could not be written: ${(error as Error).message}`);
      }
    }
    return letters;
  }

  /** People whose working day began a little while ago and who have no list of today yet. */
  private async awake(workingTimeOf: (scheduleId: string | null) => WorkingTime): Promise<Addressee[]> {
    const now = this.clock.now();
    const schedules = await this.db.rows<{ id: string | null }>(`SELECT DISTINCT schedule_id AS id FROM authority UNION SELECT NULL`);
    const open = schedules.filter(({ id }) => isMorning(workingTimeOf(id), now));
    if (open.length === 0) return [];
    const waiting = await this.db.rows<{ id: string; day: string | null }>(
      `SELECT u.id, m.day FROM user_account u
         LEFT JOIN notification_preference p ON p.user_id = u.id LEFT JOIN morning_list m ON m.user_id = u.id
       WHERE u.disabled_at IS NULL AND u.roles && '{curator,executor,committee,it-ministry}'::text[] AND COALESCE(p.morning, true)`,
    );
    const people = await this.addressees.ofUsers(waiting.map(({ id }) => id));
    return people.filter(({ userId, scheduleId }) => {
      const day = workingTimeOf(scheduleId).localDateOf(now);
      return open.some(({ id }) => id === scheduleId) && waiting.find(({ id }) => id === userId)?.day !== day;
    });
  }

  private async list(person: Addressee, day: string): Promise<boolean> {
    const [mine] = await this.db.change(
      `INSERT INTO morning_list (user_id, day) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET day = $2 WHERE morning_list.day <> $2 RETURNING user_id`,
      [person.userId, day],
    );
    if (!mine) return false;
    const borne = await this.borneBy(person);
    const deadlines = borne.filter((deadline) => !isTold(deadline, borne));
    if (deadlines.length === 0) return false;
    const termOf = await this.contexts.terms();
    const shown = deadlines.slice(0, MOST);
    const matters = await this.matters.of([...new Set(shown.filter(({ stream }) => stream === 'incident').map(({ streamId }) => streamId))]);
    const lines = shown.map((deadline) => this.line(termOf(deadline), matters.get(deadline.streamId) ?? null));
    const endOfDay = await this.endOfDay(person, day);
    const groups = [
      { title: 'Просрочено', lines: lines.filter(({ term }) => term.overdue) },
      { title: 'Сегодня', lines: lines.filter(({ term }) => !term.overdue && term.dueAt <= endOfDay) },
      { title: 'Позже', lines: lines.filter(({ term }) => !term.overdue && term.dueAt > endOfDay) },
    ].filter((group) => group.lines.length > 0);
    const unsubscribe = await this.unsubscribe.link(person.userId as string, 'morning');
    const preheader = groups.map(({ title, lines: { length } }) => `${title}: ${length}`).join(', ');
    const data = { preheader, groups, count: deadlines.length, more: deadlines.length - shown.length, unsubscribe, link: { url: this.contexts.url('/deadlines'), label: 'Открыть все сроки' } };
    await this.outbox.queue([
      {
        kind: 'morning',
        to: { userId: person.userId, name: `${person.name} ${person.surname}`, address: person.address },
        subject: `Ваши сроки на сегодня: ${deadlines.length}`,
        ...this.compose.bodies('morning', person, data),
        unsubscribe,
      },
    ]);
    return true;
  }

  private line(term: Term, matter: Matter | null): Line {
    return {
      term,
      number: matter?.incident.number ?? null,
      text: matter ? beginning(matter.incident.text, 120) : null,
      url: matter ? this.contexts.url(`/incidents/${matter.incident.id}/print`) : this.contexts.url('/deadlines'),
    };
  }

  /** Open terms the person answers for, soonest first; what may not be owed at all is not on the list. */
  private async borneBy({ userId, roles, authorityId }: Addressee): Promise<Deadline[]> {
    const contactIds = await this.directory.contactsOf({ userId, roles, authorityId, channel: 'system' });
    const bodies = roles.filter((role) => role === 'curator' || role === 'committee' || role === 'it-ministry');
    return this.deadlines.openOfBearers({ roles: bodies, contactIds, authorityId: roles.includes('executor') ? authorityId : null });
  }

  private async endOfDay({ scheduleId }: Addressee, day: string): Promise<Date> {
    return new Date((await this.workingTimes.of(scheduleId)).closeOfBusiness(day));
  }
}

function isMorning(workingTime: WorkingTime, now: Date): boolean {
  const day = workingTime.localDateOf(now);
  const [opening] = workingTime.explainDay(day).intervals;
  if (!opening) return false;
  const since = now.getTime() - workingTime.instantAt(day, opening[0]);
  return since >= 0 && since < LATEST_MS;
}
