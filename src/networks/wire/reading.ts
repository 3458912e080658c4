/**
 * Place in a reading that comes newest first: what was seen before it began, the page it stands at, and the newest it has
 * met. Only when its last page is read does the newest become what was seen, so a reading broken off goes on where it was.
 */
export interface Reading {
  /** A second, or a number of the network; empty when nothing was seen yet. */
  seen: string;
  /** The network's own mark of the next page; empty at the beginning. */
  page: string;
  newest: string;
}

/** @param otherwise where a first reading begins. */
export function readingOf(cursor: string | null, otherwise = ''): Reading {
  const [seen = '', page = '', newest = ''] = (cursor ?? otherwise).split(' ');
  return { seen, page, newest };
}

/**
 * The cursor behind a page.
 * @param newest newest thing of the reading so far.
 * @param next the network's mark of the next page, null on the last.
 */
export function advanced({ seen }: Reading, newest: string, next: string | null): { cursor: string; more: boolean } {
  return next ? { cursor: `${seen} ${next} ${newest}`, more: true } : { cursor: newest || seen, more: false };
}

/** The second of a moment, as networks count. */
export const second = (at: Date | undefined): string => (at ? String(Math.floor(at.getTime() / 1000)) : '');

/** The later of two seconds; empty is none. */
export const later = (one: string, ...others: readonly number[]): string => {
  const latest = Math.max(Number(one || 0), ...others);
  return latest > 0 ? String(latest) : '';
};
