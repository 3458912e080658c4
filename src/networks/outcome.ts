/** Why a network refused; small, so that everything above decides by it alone. */
export const rejections = {
  /** The network or the way to it is not there just now, and nothing was done. */
  busy: 'retry',
  /** Too fast: wait `retryAfterMs`. */
  rate: 'retry',
  /** The day's allowance is used up, or the credits are. */
  quota: 'person',
  /** The network wants to see a person. */
  captcha: 'person',
  /** The account or the application is blocked for a time (antispam). */
  blocked: 'person',
  /** The credential is expired, revoked or wrong. */
  credential: 'person',
  /** The credential is good, and may not do this. */
  rights: 'person',
  /** Comments are closed there, or the place cannot be written to. */
  closed: 'person',
  /** The text was refused: a forbidden link, a censored word, too long. */
  content: 'person',
  /** The same text stands there already, the network says. */
  duplicate: 'look',
  /** What was to be answered, deleted or looked at is not there. */
  missing: 'person',
  /** The network did not understand the request: a fault of ours. */
  invalid: 'person',
  /** This credential or network has no such operation. */
  unsupported: 'person',
} as const satisfies Record<string, NextStep>;

export type Rejection = keyof typeof rejections;

/** What follows a refusal: try again, ask a person, or look whether it is there already. */
export type NextStep = 'retry' | 'person' | 'look';

/**
 * How a call to a network ended. `unknown`: it was sent and nobody knows whether it was done; before anything else
 * somebody must look. Reads never end so: they can be repeated.
 */
export type Outcome<T> =
  | { outcome: 'ok'; value: T }
  | Refused
  | { outcome: 'unknown'; detail: string };

export interface Refused {
  outcome: 'rejected';
  reason: Rejection;
  /** Milliseconds to wait before the next attempt, where the network says so or its rules do. */
  retryAfterMs: number | null;
  /** The network's own code and words without secrets and texts, for whoever repairs. */
  detail: string;
}

export const ok = <T>(value: T): Outcome<T> => ({ outcome: 'ok', value });

export const rejected = (reason: Rejection, detail: string, retryAfterMs: number | null = null): Refused => ({
  outcome: 'rejected', reason, retryAfterMs, detail,
});

export const unknown = (detail: string): { outcome: 'unknown'; detail: string } => ({ outcome: 'unknown', detail });

/** Goes on with what was answered; a refusal or an unknown end is passed through. */
export async function andThen<A, B>(first: Outcome<A>, next: (value: A) => Promise<Outcome<B>> | Outcome<B>): Promise<Outcome<B>> {
  return first.outcome === 'ok' ? next(first.value) : first;
}
