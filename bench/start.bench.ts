import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchOptions, type Figure, median, round, tell } from './support/figure.js';
import { startProduct } from './support/product.js';

const TARGET_MS = 4000;
const IDLE_MS = 10_000;

/**
 * Time from spawn to ready of a whole installation in one process, embedded, its data directory initialised before;
 * and its resident memory when nobody has asked it anything for ten seconds.
 */
export async function benchStart({ quick }: BenchOptions): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-bench-start-'));
  // The embedded server runs as a user of its own when the bench runs as root.
  await chmod(directory, 0o755);
  const env = { ROLE: 'all', VAR_DIR: directory };
  try {
    tell('start: initialising the data directory');
    const first = await startProduct(env);
    await first.stop();
    const times: number[] = [];
    let idle = { nowMb: 0, peakMb: 0 };
    const rounds = quick ? 1 : 5;
    for (let i = 0; i < rounds; i += 1) {
      tell(`start: round ${i + 1} of ${rounds}`);
      const product = await startProduct(env);
      try {
        times.push(product.readyMs);
        if (i < rounds - 1) continue;
        await new Promise((done) => setTimeout(done, quick ? 1000 : IDLE_MS));
        idle = await product.rss();
      } finally {
        await product.stop();
      }
    }
    const readyMs = median(times);
    return [
      {
        part: 'start', name: 'spawn to ready, embedded, data directory initialised',
        values: { medianMs: round(readyMs), bestMs: round(Math.min(...times)), worstMs: round(Math.max(...times)), firstEverMs: round(first.readyMs) },
        target: `median <= ${TARGET_MS} ms`, met: quick ? null : readyMs <= TARGET_MS,
      },
      {
        part: 'start', name: 'idle memory of one process (ROLE=all), without PostgreSQL',
        values: { rssMb: idle.nowMb, peakMb: idle.peakMb }, target: null, met: null,
      },
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
