/** How many answers one function remembers: the words of a language in use are fewer. */
const MOST = 20_000;

/**
 * A pure function that remembers its answers: the same few thousand words make up most of what people write. Forgets
 * everything when it is full, so memory is bounded whatever is sent.
 */
export function remembered<T>(find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const found = find(text);
    if (known.size >= MOST) known.clear();
    known.set(text, found);
    return found;
  };
}
