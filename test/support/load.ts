import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../src/platform/ids/index.js';
import { link } from './incidents.js';
import type { Ledger } from './ledger.js';
import type { Product } from './processes.js';

/** A curator's programs that record messages without a pause, each repeated under its key until it is answered. */
export class RecordingLoad {
  /** Ids of the incidents the interface has promised. */
  readonly recorded = new Set<string>();
  /** Messages that were sent at least once. */
  readonly sent = new Set<string>();
  /** What was answered instead, as `status code`; `no answer` when the connection failed. */
  readonly refusals: string[] = [];
  private going = true;
  private abandoned = false;
  private readonly programs: Promise<void>[];

  constructor(
    private readonly api: Product,
    private readonly auth: { authorization: string },
    programs = 6,
  ) {
    this.programs = Array.from({ length: programs }, () => this.run());
  }

  /** Lets each program finish what it has sent. */
  async finish(): Promise<void> {
    this.going = false;
    await Promise.all(this.programs);
  }

  /** Stops without waiting for an answer that will not come. */
  abandon(): void {
    this.going = false;
    this.abandoned = true;
  }

  private async run(): Promise<void> {
    while (this.going) await this.record(newId());
  }

  private async record(key: string): Promise<void> {
    const url = link('vk');
    this.sent.add(url);
    const body = { network: 'vk', url, author: { name: 'Житель' }, text: 'Когда вывезут снег?', postedAt: '2020-06-17T09:00:00+10:00' };
    do {
      const answer = await this.api.http.post('/api/v1/incidents').set(this.auth).set('idempotency-key', key).send(body).then((given) => given, () => null);
      if (answer?.status === 201) return void this.recorded.add(answer.body.id as string);
      this.refusals.push(answer ? `${answer.status} ${answer.body.code}` : 'no answer');
      await pause(20);
    } while (!this.abandoned);
  }
}

/** Moves what is still open so that everything falls due at once, `seconds` from now by the real clock. */
export async function bringForward(ledger: Ledger, seconds: number): Promise<void> {
  await ledger.rows(
    `UPDATE deadline d SET due_at = n.at, soon_at = NULL, half_at = CASE WHEN next_mark = 'half' THEN n.at END,
       next_mark = CASE WHEN next_mark = 'half' THEN 'half' ELSE 'passed' END, next_mark_at = n.at
     FROM (SELECT now() + make_interval(secs => $1) AS at) n WHERE state = 'open' AND next_mark IS NOT NULL`,
    [seconds],
  );
}
