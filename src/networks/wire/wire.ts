import { rejected } from '../outcome.js';
import type { NetworkHttp, Wired, WireRequest } from './network-http.js';
import type { Pace } from './pace.js';

/** How an adapter takes its turn; {@link Paces} in the product. */
export interface Pacing {
  take(pace: Pace): Promise<number | null>;
}

/** Sends a request when it is its turn. */
export async function inTurn(pacing: Pacing, http: NetworkHttp, pace: Pace, request: WireRequest): Promise<Wired> {
  const wait = await pacing.take(pace);
  return wait === null ? http.send(request) : { failure: rejected('rate', 'our own pace', wait) };
}
