import type { Outcome } from '../outcome.js';
import { ok } from '../outcome.js';
import type { Credential } from '../port.js';
import { type NetworkHttp, noAnswer } from '../wire/network-http.js';
import { inTurn, type Pacing } from '../wire/wire.js';
import { vkRefusal } from './vk-errors.js';

const VERSION = '5.199';
/** Requests a second: a community's token is given more than a person's. */
const PER_SECOND = { community: 20, user: 3 } as const;

type Parameters = Record<string, string | number | undefined>;

/** Calls of VK's methods: a form whose token is a member of the body, never of the address. */
export class VkClient {
  constructor(
    private readonly http: NetworkHttp,
    private readonly pacing: Pacing,
  ) {}

  read<T>(credential: Credential, method: string, parameters: Parameters): Promise<Outcome<T>> {
    return this.call(credential, method, parameters, false);
  }

  write<T>(credential: Credential, method: string, parameters: Parameters): Promise<Outcome<T>> {
    return this.call(credential, method, parameters, true);
  }

  private async call<T>(credential: Credential, method: string, parameters: Parameters, writes: boolean): Promise<Outcome<T>> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) body.set(name, String(value));
    body.set('access_token', credential.accessToken);
    body.set('v', VERSION);
    const pace = { key: `vk:${credential.id}`, perSecond: PER_SECOND[credential.kind === 'community' ? 'community' : 'user'] };
    const wired = await inTurn(this.pacing, this.http, pace, { method: 'POST', path: `/method/${method}`, body, writes });
    if ('failure' in wired) return wired.failure;
    const { response, error } = (wired.answer.body ?? {}) as { response?: T; error?: { error_code: number } };
    if (error) return vkRefusal(error.error_code);
    return response === undefined ? noAnswer(wired.answer, writes) : ok(response);
  }
}
