import { readFileSync } from 'node:fs';
import { readdir, readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 50;

/** Whether a process lives. One that was killed but not yet buried by its parent (a zombie) does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

/** Whether the process named in a file, other than this one, lives. */
export async function isAlive(pidFile: string): Promise<boolean> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  return pid > 0 && pid !== process.pid && isRunning(pid);
}

/**
 * Runs `act` while no other process of this machine runs one under the same file; the file of a dead process is void.
 * @throws Error when another living process holds it for longer than `patienceMs`.
 */
export async function underLock<T>(file: string, act: () => Promise<T>, patienceMs = 120_000): Promise<T> {
  const end = performance.now() + patienceMs;
  while (!(await take(file))) {
    if (!(await isAlive(file))) await rm(file, { force: true });
    else if (performance.now() > end) throw new Error(`another process holds ${file}`);
    else await pause(POLL_MS);
  }
  try {
    return await act();
  } finally {
    await rm(file, { force: true });
  }
}

const take = (file: string): Promise<boolean> =>
  writeFile(file, String(process.pid), { flag: 'wx' }).then(() => true, (error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return false;
    throw error;
  });

/**
 * Waits until no process works in a folder any more: the children of a killed PostgreSQL must be gone before another
 * is started on their files. Where the machine does not tell (no /proc), PostgreSQL's own check has to do.
 * @throws Error when some stay for longer than `patienceMs`.
 */
export async function whenDeserted(folder: string, patienceMs = 20_000): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const left = await processesIn(folder);
    if (left.length === 0) return;
    if (performance.now() > end) throw new Error(`processes ${left.join(', ')} still work in ${folder}`);
    await pause(POLL_MS);
  }
}

/** Processes whose working folder this is. */
export async function processesIn(folder: string): Promise<number[]> {
  const place = await realpath(folder).catch(() => folder);
  const pids = (await readdir('/proc').catch(() => [])).map(Number).filter((pid) => pid > 0);
  const working = await Promise.all(pids.map(async (pid) => (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === place && isRunning(pid)));
  return pids.filter((_, index) => working[index]);
}
