/** How far an import has come. */
export interface Progress {
  bytes: number;
  totalBytes: number;
  linesRead: number;
  recorded: number;
  duplicates: number;
  failed: number;
}

const WIDTH = 24;

/**
 * One line that shows how far an import is.
 * @param before where this run began, so that its speed is its own.
 * @param elapsedMs how long this run takes already, milliseconds.
 */
export function progressLine(now: Progress, before: Pick<Progress, 'bytes' | 'linesRead'>, elapsedMs: number): string {
  const part = share(now);
  const filled = Math.round(part * WIDTH);
  const perSecond = elapsedMs > 0 ? ((now.linesRead - before.linesRead) * 1000) / elapsedMs : 0;
  const done = now.bytes - before.bytes;
  const leftMs = done > 0 ? ((now.totalBytes - now.bytes) * elapsedMs) / done : 0;
  return [
    `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${String(percent(now)).padStart(3)} %`,
    `${now.linesRead} lines`,
    `${Math.round(perSecond)}/s`,
    `${now.recorded} recorded, ${now.duplicates} duplicates, ${now.failed} failed`,
    `${clockOf(leftMs)} left`,
  ].join('  ');
}

/** Whole percent of the file that are settled. */
export const percent = (progress: Pick<Progress, 'bytes' | 'totalBytes'>): number => Math.floor(share(progress) * 100);

const share = ({ bytes, totalBytes }: Pick<Progress, 'bytes' | 'totalBytes'>): number =>
  totalBytes > 0 ? Math.min(1, bytes / totalBytes) : 0;

function clockOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
