import { type Refused, rejected } from '../outcome.js';
import type { NetworkHttp, Wired, WireRequest } from './network-http.js';
import type { Pace } from './pace.js';

/** How an adapter takes its turn; {@link Paces} in the product. */
export interface Pacing {
  take(pace: Pace): Promise<number | null>;
}

/** Detail of a refusal nobody but ourselves made. */
export const OWN_PACE = 'our own pace';

/** Whether nobody was asked: our own pace made the request wait longer than it may. */
export const isOwnPace = ({ reason, detail }: Refused): boolean => reason === 'rate' && detail === OWN_PACE;

/** Sends a request when it is its turn. */
export async function inTurn(pacing: Pacing, http: NetworkHttp, pace: Pace, request: WireRequest): Promise<Wired> {
  const wait = await pacing.take(pace);
  return wait === null ? http.send(request) : { failure: rejected('rate', OWN_PACE, wait) };
}
