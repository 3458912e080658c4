import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { WorkingTimes } from '../calendar/index.js';
import type { Addressee } from '../executors/index.js';
import { IncidentMatters } from '../incidents/index.js';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { type Event, EventLog } from '../platform/events/index.js';
import { type Deadline, Deadlines, isOverdue, obligation } from '../regulation/index.js';
import { assignmentIdOf } from './audiences.js';
import type { Audience, NoticeContext, Term } from './notice-rule.js';

/** Everything the rows of the table write their letters from, read at once for a batch of notices. */
@Injectable()
export class NoticeContexts {
  constructor(
    private readonly clock: Clock,
    private readonly log: EventLog,
    private readonly matters: IncidentMatters,
    private readonly deadlines: Deadlines,
    private readonly workingTimes: WorkingTimes,
    private readonly modules: ModuleRef,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A deadline as letters name it, at the moment. */
  async terms(): Promise<(deadline: Deadline) => Term> {
    const now = this.clock.now();
    const workingTimeOf = await this.workingTimes.all();
    return (deadline) => {
      const { title, conditional = false } = obligation(deadline.obligation);
      const working = deadline.term.kind !== 'clock-hours';
      const left = working ? workingTimeOf(deadline.scheduleId).workingTimeBetween(now, deadline.dueAt) : deadline.dueAt.getTime() - now.getTime();
      return { title, clause: deadline.clause, dueAt: deadline.dueAt, left: Math.max(0, left), working, over: deadline.dueAt <= now, overdue: isOverdue(deadline, now), conditional };
    };
  }

  /** Address of a thing in the interface: what a letter leads to must be there. */
  url(path: string): string {
    return `${this.config.PUBLIC_URL.replace(/\/$/, '')}/api/v1${path}`;
  }

  /** @returns the context of an event for one person, or null when the event is gone. */
  async of(eventIds: readonly string[]): Promise<(eventId: string, part: Audience, person: Addressee) => NoticeContext | null> {
    const events = new Map((await this.log.some([...new Set(eventIds)])).map((event): [string, Event] => [event.id, event]));
    const incidents = [...events.values()].filter(({ stream }) => stream === 'incident').map(({ streamId }) => streamId);
    const matters = await this.matters.of([...new Set(incidents)]);
    const others = [...events.values()].filter(({ stream }) => stream !== 'incident');
    const deadlines = await this.deadlines.of([...new Set(others.map(({ streamId }) => streamId))]);
    const termOf = await this.terms();
    return (eventId, part, person) => {
      const event = events.get(eventId);
      if (!event) return null;
      const matter = matters.get(event.streamId) ?? null;
      const known = matter?.terms ?? deadlines.filter(({ streamId }) => streamId === event.streamId);
      const deadline = event.subject === 'deadline' ? (known.find(({ id }) => id === event.subjectId) ?? null) : null;
      const partId = assignmentIdOf(event) ?? deadline?.subjectId;
      return {
        event, part, person, matter, deadline, termOf,
        now: this.clock.now(),
        matterPart: matter?.parts.find(({ id }) => id === partId) ?? null,
        term: (key, subjectId) => {
          const found = known.find((other) => other.obligation === key && other.subjectId === subjectId && other.state === 'open');
          return found ? termOf(found) : null;
        },
        url: (path) => this.url(path),
        use: (token) => this.modules.get(token as never, { strict: false }),
      };
    };
  }
}
