/** Public holidays fixed by Labour Code art. 112, `MM-DD`; a law, so they hold without a yearly resolution. */
const STATUTORY_HOLIDAYS: ReadonlySet<string> = new Set([
  '01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08',
  '02-23', '03-08', '05-01', '05-09', '06-12', '11-04',
]);

/** Whether the date (`YYYY-MM-DD`) is a public holiday by Labour Code art. 112. */
export function isStatutoryHoliday(date: string): boolean {
  return STATUTORY_HOLIDAYS.has(date.slice(5));
}
