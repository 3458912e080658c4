import type { FoundMessage, Placed } from './port.js';

/** A text as networks give it back: entities, line ends and spaces may have changed on the way. */
export const plainText = (text: string): string =>
  text
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
    .normalize('NFC')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** The account's own message with this text, placed since the moment given, to a minute for clocks that differ. */
export function ownMessage(messages: readonly FoundMessage[], text: string, since: Date): Placed | null {
  const wanted = plainText(text);
  const earliest = since.getTime() - 60_000;
  const found = messages.find((message) => message.own && message.postedAt.getTime() >= earliest && plainText(message.text) === wanted);
  return found ? { id: found.id, url: found.url } : null;
}
