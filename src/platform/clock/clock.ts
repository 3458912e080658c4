/**
 * The one source of "now". Nothing else in the product reads the machine's clock,
 * so that tests and the demo can move time and every term moves with it.
 */
export abstract class Clock {
  /** The current instant (UTC). */
  abstract now(): Date;
}

/** The machine's clock. */
export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}

/**
 * A clock that can be set and moved forward. Between moves it stands still (`frozen`, for tests)
 * or runs with the machine's clock at an offset (for the demo).
 */
export class MovableClock extends Clock {
  private constructor(
    private base: Clock | null,
    private at: number,
  ) {
    super();
  }

  /** A clock that stands still at `instant` until it is moved. */
  static frozen(instant: Date | string): MovableClock {
    return new MovableClock(null, new Date(instant).getTime());
  }

  /** A clock that runs, starting `offsetMs` milliseconds from the machine's time. */
  static running(offsetMs = 0): MovableClock {
    return new MovableClock(new SystemClock(), offsetMs);
  }

  override now(): Date {
    return new Date(this.base ? this.base.now().getTime() + this.at : this.at);
  }

  /** Moves forward by `ms` milliseconds. */
  advance(ms: number): void {
    this.at += ms;
  }

  /** Stands still while `act` runs, moving only when it is moved; then goes on from there as it did before. */
  async still<T>(act: () => Promise<T>): Promise<T> {
    const { base } = this;
    this.at = this.now().getTime();
    this.base = null;
    try {
      return await act();
    } finally {
      const stood = this.now();
      this.base = base;
      this.set(stood);
    }
  }

  /** Jumps to an instant, forward or back. */
  set(instant: Date | string): void {
    const target = new Date(instant).getTime();
    this.at = this.base ? target - this.base.now().getTime() : target;
  }
}
