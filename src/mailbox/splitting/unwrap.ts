/** Lines a client breaks by itself end within these columns. */
const [NARROWEST, WIDEST] = [60, 80];
/** A line that begins an entry of a list. */
const ENTRY = /^\s*(?:[-–—•*·]|\d{1,3}[.)])/u;
/** A link counts by whether it stands alone in its line, so its lines stay as they are. */
const LINK = /:\/\/|(?:^|[\s(])(?:www\.|(?:m\.)?(?:vk|ok|facebook|instagram|twitter)\.(?:com|ru)\/)/iu;

/**
 * Joins the lines a client broke at a column of its own (The Bat! and others without `format=flowed`), so that the answer is
 * not published with them. A paragraph is joined only where none of its breaks is one a person would make: each time the next
 * word did not fit into the longest line of the letter. A letter with a longer line was not broken by its client.
 */
export function unwrap(text: string): string {
  const lines = text.split('\n');
  const column = Math.max(...lines.filter((line) => line.trim().includes(' ')).map(({ length }) => length), 0);
  if (column < NARROWEST || column > WIDEST) return text;
  return paragraphs(lines).flatMap((paragraph) => (isBroken(paragraph, column) ? [paragraph.map((line) => line.trim()).join(' ')] : paragraph)).join('\n');
}

/** Lines that may be one: an empty line, a link and the beginning of an entry part them. */
function paragraphs(lines: readonly string[]): string[][] {
  const parted: string[][] = [];
  let open = false;
  for (const line of lines) {
    const alone = line.trim() === '' || LINK.test(line);
    if (open && !alone && !ENTRY.test(line)) parted.at(-1)?.push(line);
    else parted.push([line]);
    open = !alone;
  }
  return parted;
}

const isBroken = (paragraph: readonly string[], column: number): boolean =>
  paragraph.slice(1).every((line, at) => (paragraph[at] as string).length + 1 + (line.trim().split(' ')[0] as string).length > column);
