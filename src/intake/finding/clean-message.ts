import { type FoundMessage, type Network, postKey } from '../../networks/index.js';

/** A message as it can be stored. */
export interface CleanMessage extends FoundMessage {
  postKey: string;
  /** Keys of the messages it answers. */
  above: string[];
}

/** What PostgreSQL and JSON do not take: NUL, halves of surrogate pairs. */
const storable = (text: string): string => Buffer.from(text.replaceAll('\u0000', ''), 'utf8').toString('utf8');

/** Messages of a network as they can be stored, each post once; one whose link leads elsewhere is left out. */
export function cleanMessages(network: Network, messages: readonly FoundMessage[], now: Date): CleanMessage[] {
  const clean = new Map<string, CleanMessage>();
  for (const message of messages) {
    const url = storable(message.url).slice(0, 2000);
    const key = keyOf(network, url);
    if (key === null || clean.has(key)) continue;
    const { author } = message;
    const posted = message.postedAt.getTime();
    clean.set(key, {
      ...message, url, postKey: key,
      text: storable(message.text),
      author: { id: storable(author.id), name: storable(author.name).slice(0, 300), url: author.url === null ? null : storable(author.url).slice(0, 2000) },
      // Clocks of networks differ: what is read now was posted before now.
      postedAt: Number.isNaN(posted) || posted > now.getTime() ? now : message.postedAt,
      above: message.answers.flatMap((link) => keyOf(network, link) ?? []),
    });
  }
  return [...clean.values()];
}

function keyOf(network: Network, url: string): string | null {
  try {
    return postKey(network, url);
  } catch {
    return null;
  }
}
