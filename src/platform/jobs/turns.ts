/** Lets so many tasks run at once; the others wait, each at most once, in the order they came. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private readonly names = new Set<string>();
  private free: number;

  constructor(most: number) {
    this.free = most;
  }

  /**
   * Runs `act` when it is its turn; nothing happens while one of the same name runs or waits.
   * @returns what `act` says; false when nothing happened.
   */
  async take(name: string, act: () => Promise<boolean>): Promise<boolean> {
    if (this.names.has(name)) return false;
    this.names.add(name);
    try {
      if (this.free > 0) this.free -= 1;
      else await new Promise<void>((turn) => this.waiting.push(turn));
      try {
        return await act();
      } finally {
        const next = this.waiting.shift();
        if (next) next();
        else this.free += 1;
      }
    } finally {
      this.names.delete(name);
    }
  }
}
