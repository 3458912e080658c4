import { Injectable } from '@nestjs/common';
import { InventedAccounts } from '../../accounts/index.js';
import { WorkingTimes } from '../../calendar/index.js';
import { Topics } from '../../executors/index.js';
import { RecordIncidents } from '../../incidents/index.js';
import { MovableClock } from '../../platform/clock/index.js';
import { ClockSteps } from '../clock/clock-steps.js';
import { earlierLives, type Life, todaysLives } from './lives.js';
import type { Matter } from './matter.js';
import { Office } from './office.js';
import { type Official, Officials } from './officials.js';
import { Paperwork } from './paperwork.js';

/** Acts at one moment that go on side by side: the machine has two cores. */
const LANES = 4;
const MINUTE = 60_000;

/** The invented town: its citizens write, its officials answer, and the clock goes with them. */
@Injectable()
export class Town {
  private number = 0;

  constructor(
    private readonly officials: Officials,
    private readonly accounts: InventedAccounts,
    private readonly paperwork: Paperwork,
    private readonly office: Office,
    private readonly record: RecordIncidents,
    private readonly steps: ClockSteps,
    private readonly clock: MovableClock,
    private readonly topics: Topics,
    private readonly workingTimes: WorkingTimes,
  ) {}

  /** Enters people, accounts and what the offices put in writing; may be repeated. */
  async settle(): Promise<Official[]> {
    const officials = await this.officials.load();
    await this.accounts.load();
    await this.paperwork.load(officials);
    const { groups } = await this.topics.catalogue({});
    this.office.staff(officials, new Map(groups.flatMap(({ topics }) => topics.map(({ code, id }) => [code, id]))));
    return officials;
  }

  /**
   * Lives through the days before the story, up to the close of the last one. Messages
   * recorded before are left as they are.
   * @returns how many came.
   */
  async liveThroughEarlierDays(until: Date): Promise<number> {
    return this.live(earlierLives(await this.workingTimes.of(null)), until);
  }

  /**
   * Lives through the next `minutes` of working time, in which the rest of the messages come.
   * @returns how many came.
   */
  async liveThroughToday(minutes: number): Promise<number> {
    const workingTime = await this.workingTimes.of(null);
    const from = this.clock.now();
    const until = new Date(workingTime.addWorkingTime(from, minutes * MINUTE));
    return this.live(todaysLives(workingTime, from, until), until);
  }

  /** The clock stands still between the moments at which something happens. */
  private live(lives: readonly Life[], until: Date): Promise<number> {
    return this.clock.still(() => this.goThrough(lives, until));
  }

  private async goThrough(lives: readonly Life[], until: Date): Promise<number> {
    const workingTime = await this.workingTimes.of(null);
    const agenda = new Map<number, (() => Promise<void>)[]>();
    const matters = new Map<string, Matter>();
    const plan = (at: number, turn: () => Promise<void>) => agenda.set(at, [...(agenda.get(at) ?? []), turn]);
    const after = (matter: Matter, did: Matter['stop'], at: number): void => {
      if (did === null || did === matter.stop) return;
      const wait = matter.pace[did] * MINUTE;
      if (wait > 0) plan(workingTime.addWorkingTime(at, wait), () => turn(matter));
    };
    const turn = async (matter: Matter): Promise<void> => {
      const merged = matter.mergeInto ? (matters.get(matter.mergeInto.url)?.id ?? null) : null;
      const at = this.clock.now().getTime();
      after(matter, await this.office.step(matter, merged), at);
    };
    for (const [at, batch] of groups(lives)) {
      plan(at, async () => {
        for (const matter of await this.write(batch, new Date(at))) {
          matters.set(matter.message.url, matter);
          after(matter, 'record', at);
        }
      });
    }
    for (let at = first(agenda); at !== null && at <= until.getTime(); at = first(agenda)) {
      const turns = agenda.get(at) ?? [];
      agenda.delete(at);
      await this.at(new Date(at), turns);
    }
    await this.steps.to(until);
    return matters.size;
  }

  /** Takes the turns of one moment. */
  private async at(moment: Date, turns: (() => Promise<void>)[]): Promise<void> {
    await this.steps.to(moment);
    const waiting = turns.values();
    const lane = async () => {
      for (const turn of waiting) await turn();
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  /** Records messages that were found at the same moment; those known already are nobody's matter any more. */
  private async write(lives: readonly Life[], at: Date): Promise<Matter[]> {
    const found = lives.map(({ message }, n) => ({
      network: message.network,
      url: message.url,
      author: { name: message.authorName, profileUrl: message.profileUrl ?? null },
      text: message.text,
      // Found within a few hours of being written.
      postedAt: new Date(at.getTime() - (17 + 41 * ((this.number + n) % 13)) * MINUTE),
    }));
    const recorded = await this.record.executeMany(this.office.curator(this.number), found);
    return recorded.flatMap(({ id, duplicate }, n) => {
      this.number += 1;
      return duplicate ? [] : [{ ...(lives[n] as Life), id, index: this.number }];
    });
  }
}

function groups(lives: readonly Life[]): Map<number, Life[]> {
  const byMoment = new Map<number, Life[]>();
  for (const life of lives) byMoment.set(life.at.getTime(), [...(byMoment.get(life.at.getTime()) ?? []), life]);
  return byMoment;
}

const first = (agenda: ReadonlyMap<number, unknown>): number | null =>
  agenda.size === 0 ? null : Math.min(...agenda.keys());
