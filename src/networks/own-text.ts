import { ok, type Outcome, rejected } from './outcome.js';
import type { FoundMessage, FoundPage, Placed } from './port.js';

/** Pages looked through for a message of our own. */
const PAGES = 10;
const HOUR = 3_600_000;

/** A text as networks give it back: entities, line ends, spaces and the scheme of a link may have changed on the way. */
export const plainText = (text: string): string =>
  text
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
    .normalize('NFC')
    .replaceAll(/https?:\/\//giu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** The account's own message with this text, placed since the moment given, to a minute for clocks that differ. */
function ownMessage(messages: readonly FoundMessage[], text: string, since: Date): Placed | null {
  const wanted = plainText(text);
  const earliest = since.getTime() - 60_000;
  const found = messages.find((message) => message.own && message.postedAt.getTime() >= earliest && plainText(message.text) === wanted);
  return found ? { id: found.id, url: found.url } : null;
}

/**
 * Looks page by page for a message of our own. Where so much was written that it cannot be looked through, nobody knows whether
 * ours is among it: never "not there", for then it would be written again.
 * @param newestFirst whether pages go back in time, so that those from before `since` end the look.
 */
export async function lookFor(
  read: (cursor: string | null) => Promise<Outcome<FoundPage>>, { text, since, newestFirst }: { text: string; since: Date; newestFirst: boolean },
): Promise<Outcome<Placed | null>> {
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const listed: Outcome<FoundPage> = await read(cursor);
    if (listed.outcome !== 'ok') return listed;
    const { messages, more } = listed.value;
    const found = ownMessage(messages, text, since);
    const last = messages.at(-1);
    if (found || !more || (newestFirst && last && last.postedAt.getTime() < since.getTime() - HOUR)) return ok(found);
    cursor = listed.value.cursor;
  }
  return rejected('unsupported', 'more than can be looked through');
}
