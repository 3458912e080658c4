/** What one round did, and whether there is more to do at once. */
interface Done {
  count: number;
  more?: boolean;
}

/** Work done round by round, one at a time in a process; rounds asked for meanwhile follow as one. */
export class Rounds {
  private running: Promise<Required<Done>> | null = null;
  private asked = false;

  constructor(private readonly round: () => Promise<Done>) {}

  /** @returns how much was done by all rounds until nobody asked for another. */
  async run(): Promise<number> {
    if (this.running) this.asked = true;
    return (await (this.running ?? this.begin(true))).count;
  }

  /**
   * One round, for the timetable: what is left is for its next turn.
   * @returns whether there is more to do; false too while rounds are under way, for those go on by themselves.
   */
  async once(): Promise<boolean> {
    return !this.running && (await this.begin(false)).more;
  }

  private begin(whole: boolean): Promise<Required<Done>> {
    this.running = this.rounds(whole).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async rounds(whole: boolean): Promise<Required<Done>> {
    const all = { count: 0, more: false };
    do {
      this.asked = false;
      const { count, more = false } = await this.round();
      all.count += count;
      all.more = more;
      // Whoever asks meanwhile wants all of it.
      whole ||= this.asked;
    } while (this.asked || (whole && all.more));
    return all;
  }
}

/** Runs `lane` so many times side by side; what fails in one lane is told when all have ended. */
export async function inLanes(count: number, lane: () => Promise<void>): Promise<void> {
  for (const ended of await Promise.allSettled(Array.from({ length: count }, lane))) if (ended.status === 'rejected') throw ended.reason;
}
