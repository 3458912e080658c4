import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchOptions, type Figure, round, tell } from './support/figure.js';

const COMMAND = fileURLToPath(new URL('../src/import.js', import.meta.url));
const [FEW, MANY] = [10_000, 100_000];
/** Ten times the lines may cost so much more memory: the heap's saw-tooth, not the file. */
const TARGET_RATIO = 1.5;
const SAMPLE_MS = 200;

interface Run {
  perSecond: number;
  peakMb: number;
}

/** `npm run import` of 10,000 and of 100,000 messages, embedded: lines a second, and memory, which must not follow. */
export async function benchImport({ quick }: BenchOptions): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-bench-import-'));
  const [few, many] = quick ? [300, 1500] : [FEW, MANY];
  // The embedded server runs as a user of its own when the bench runs as root.
  await chmod(directory, 0o755);
  try {
    // The first run makes the installation, and is not counted.
    await importOf(directory, 1, 0);
    const small = await importOf(directory, few, 1);
    const large = await importOf(directory, many, 1 + few);
    const ratio = large.peakMb / small.peakMb;
    return [
      {
        part: 'import',
        name: `${few} messages from a file, embedded PostgreSQL`,
        values: { perSecond: round(small.perSecond), peakMb: small.peakMb },
        target: null,
        met: null,
      },
      {
        part: 'import',
        name: `${many} messages from a file, embedded PostgreSQL`,
        values: { perSecond: round(large.perSecond), peakMb: large.peakMb, memoryRatio: round(ratio) },
        target: `peak memory <= ${TARGET_RATIO} x that of ${few} messages`,
        met: quick ? null : ratio <= TARGET_RATIO,
      },
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Imports `count` invented messages, the posts numbered from `first`. */
async function importOf(directory: string, count: number, first: number): Promise<Run> {
  tell(`import: ${count} messages`);
  const path = join(directory, 'messages.ndjson');
  await write(path, count, first);
  const child = spawn(process.execPath, [COMMAND, path], {
    env: { PATH: process.env['PATH'], VAR_DIR: join(directory, 'var'), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-8000));
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = once(child, 'close');
  let peakMb = 0;
  const sampling = setInterval(() => {
    void peakOf(child.pid).then((mb) => (peakMb = Math.max(peakMb, mb)));
  }, SAMPLE_MS);
  const [code] = (await ended) as [number | null];
  clearInterval(sampling);
  if (code !== 0 || !said.includes(`${count} recorded, 0 duplicates, 0 failed`))
    throw new Error(`The import ended with ${code}:\n${said}`);
  // The command's own figure: of the last progress line, without the start of the process.
  const speeds = [...said.matchAll(/ {2}(\d+)\/s {2}/g)];
  return { perSecond: Number(speeds.at(-1)?.[1] ?? 0), peakMb };
}

const peakOf = (pid: number | undefined): Promise<number> =>
  readFile(`/proc/${pid}/status`, 'utf8').then(
    (status) => Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024),
    () => 0,
  );

async function write(path: string, count: number, first: number): Promise<void> {
  const file = createWriteStream(path);
  for (let i = first; i < first + count; i += 1) {
    const line = JSON.stringify({
      network: 'vk',
      url: `https://vk.com/wall-77_${i}`,
      author: { name: `Житель ${i}`, profileUrl: `https://vk.com/id${i}` },
      text: `Когда отремонтируют дорогу на улице № ${i}? Ямы третий месяц, машины объезжают их по газону, где ходят дети.`,
      postedAt: '2020-06-16T18:30:00+10:00',
    });
    if (!file.write(`${line}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}
