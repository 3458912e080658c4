import type { Figure } from './figure.js';

/** The figures as a Markdown table, columns aligned so that it reads on a terminal too. */
export function renderTable(figures: readonly Figure[]): string {
  const rows = [
    ['Part', 'What', 'Measured', 'Target', 'Met'],
    ...figures.map(({ part, name, values, target, met, note }) => [
      part,
      name,
      Object.entries(values).map(([key, value]) => `${key} ${value.toLocaleString('en')}`).join(', ') + (note ? ` (${note})` : ''),
      target ?? '',
      met === null ? '' : met ? 'yes' : 'NO',
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join('\n');
}
