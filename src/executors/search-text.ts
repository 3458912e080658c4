/**
 * What a name is searched by: lower case, `ё` as `е`, everything but letters and digits as one space.
 * Done here and not in SQL, so that it does not hang on the database's locale.
 */
export const searchText = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Russian alphabet with ё in its place, whatever the database's own locale. */
export const RUSSIAN = `COLLATE "ru-x-icu"`;

/** {@link searchText} of an SQL expression, for the short lists that keep no searchable copy. */
export const searchSql = (expression: string): string =>
  `regexp_replace(replace(lower((${expression}) ${RUSSIAN}), 'ё', 'е'), '[^[:alnum:]]+', ' ', 'g')`;
