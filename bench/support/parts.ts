import { benchAssistance } from '../assistance.bench.js';
import { benchBurst } from '../burst.bench.js';
import { benchDeadlines } from '../deadlines.bench.js';
import { benchHttp } from '../http.bench.js';
import { benchImport } from '../import.bench.js';
import { benchIntake } from '../intake.bench.js';
import { benchPlans } from '../plans.bench.js';
import { benchMail } from '../mail.bench.js';
import { benchRegistry } from '../registry.bench.js';
import { benchReport } from '../report.bench.js';
import { benchScale } from '../scale.bench.js';
import { benchStart } from '../start.bench.js';
import { benchWorktime } from '../worktime.bench.js';
import { type BenchOptions, type Figure, round } from './figure.js';

/** Every part of the bench, by the name that `--only` takes. */
export const parts = { worktime, http: benchHttp, scale: benchScale, report: benchReport, deadlines, import: benchImport, plans: benchPlans, registry: benchRegistry, mail: benchMail, start: benchStart, assistance: benchAssistance, burst: benchBurst, intake: benchIntake };

async function worktime({ quick }: BenchOptions): Promise<Figure[]> {
  return (await benchWorktime()).map(({ name, ours, peer, ratio, target, met, note }) => ({
    part: 'worktime', name, values: { oursPerSecond: round(ours), peerPerSecond: round(peer), ratio: round(ratio) }, target, met: quick ? null : met, note,
  }));
}

/** On BullMQ's PostgreSQL, and on Redis where REDIS_URL names one. */
async function deadlines({ quick }: BenchOptions): Promise<Figure[]> {
  const count = quick ? 500 : undefined;
  const redisUrl = process.env['REDIS_URL'];
  const rows = await benchDeadlines({ backend: 'postgres', count });
  if (redisUrl) rows.push(...(await benchDeadlines({ backend: 'redis', redisUrl, count })));
  return rows.map(({ name, backend, p50, p99, max, target, met, sound }) => ({
    part: 'deadlines', name: `${name}, queue on ${backend}`, values: { p50Ms: round(p50), p99Ms: round(p99), maxMs: round(max) },
    target: `${target}, each once`, met: quick ? null : met && sound, note: sound ? undefined : 'some recorded twice or early',
  }));
}
