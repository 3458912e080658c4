/** Characters on a line of a letter, pixels a line takes with what surrounds it, and pixels around them all: as measured. */
const shapes = {
  wide: { line: 68, linePx: 31, restPx: 120 },
  narrow: { line: 38, linePx: 27, restPx: 180 },
} as const;

/**
 * About how high a letter is, pixels, at the width of a desk and of a telephone: its frame is made as high, so that it is
 * read without a scroll bar of its own. Where the guess falls short the frame scrolls.
 */
export function frameHeights(html: string): Record<keyof typeof shapes, number> {
  const seen = html.replaceAll(/<div style="display:none[\s\S]*?<\/div>|<style>[\s\S]*?<\/style>|<title>[\s\S]*?<\/title>|<!--[\s\S]*?-->/g, '');
  const blocks = seen.split(/<\/(?:p|td|h1|h2|tr)>|<br>/).map((block) => block.replaceAll(/<[^>]*>/g, '').trim().length);
  const high = ({ line, linePx, restPx }: (typeof shapes)[keyof typeof shapes]) => restPx + linePx * blocks.reduce((lines, length) => lines + Math.ceil(length / line), 0);
  return { wide: high(shapes.wide), narrow: high(shapes.narrow) };
}
