/** What one round did, and whether there is more to do at once. */
interface Done {
  count: number;
  more?: boolean;
}

/** Work done round by round, one at a time in a process; rounds asked for meanwhile follow as one. */
export class Rounds {
  private running: Promise<number> | null = null;
  private again = false;

  constructor(private readonly round: () => Promise<Done>) {}

  /** @returns how much was done by all rounds until nobody asked for another. */
  run(): Promise<number> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.rounds().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async rounds(): Promise<number> {
    let count = 0;
    do {
      this.again = false;
      const done = await this.round();
      count += done.count;
      if (done.more) this.again = true;
    } while (this.again);
    return count;
  }
}

/** Runs `lane` so many times side by side; what fails in one lane is told when all have ended. */
export async function inLanes(count: number, lane: () => Promise<void>): Promise<void> {
  for (const ended of await Promise.allSettled(Array.from({ length: count }, lane))) if (ended.status === 'rejected') throw ended.reason;
}
