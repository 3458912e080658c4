/** Text as search looks at it: lower-case, ё as е, white space folded. */
export const searchText = (...parts: readonly string[]): string =>
  parts.join(' ').toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim();
