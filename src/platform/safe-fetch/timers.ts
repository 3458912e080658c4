/** Injection token of {@link Timers}. */
export const TIMERS = Symbol('timers');

/** How a limit of real time is set: connections are counted in it, not terms, so it is no matter of the clock. Tests fire it at will. */
export interface Timers {
  /** Calls `ring` after `ms` milliseconds, unless the answer is called before. */
  after: (ms: number, ring: () => void) => () => void;
}

export const realTimers: Timers = {
  after: (ms, ring) => {
    const timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  },
};
