import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { ReportDocument, Table } from '../document/report-document.js';
import { pdfForm } from './pdf-form.js';

const table = (rows: number): Table => ({
  kind: 'table', caption: 'Темы', columns: [{ title: 'Тема', width: 70 }, { title: 'Сообщений', width: 30, right: true }],
  rows: Array.from({ length: rows }, (_, i) => [{ value: `Тема ${i}` }, { value: i }]),
});
const report = (rows: number, paragraphs: number): ReportDocument => ({
  title: 'Отчёт', subtitle: 'за июнь 2020 года', addressee: null, notes: [], mark: null,
  sections: [{ key: 'topics', title: 'Тематика', blocks: [...Array.from({ length: paragraphs }, () => ({ kind: 'paragraph', text: 'Слово' }) as const), table(rows)] }],
});

/** Words are drawn one by one. */
const FOOTER = 'Отчёт за июнь 2020 года Страница 1 из 2'.split(' ').length;

/** How many words stand on each page. */
function texts(pdf: Buffer): number[] {
  const file = pdf.toString('latin1');
  return [...file.matchAll(/\/Type \/Page\n[\s\S]*?\/Contents (\d+) 0 R/g)].map(([, id]) => {
    const object = file.indexOf(`\n${id} 0 obj`);
    const from = file.indexOf('stream\n', object) + 'stream\n'.length;
    const length = Number(/\/Length (\d+)/.exec(file.slice(object, from))?.[1]);
    return inflateSync(pdf.subarray(from, from + length)).toString('latin1').match(/\bTJ\b/g)?.length ?? 0;
  });
}

describe('the report as PDF', () => {
  it('ends with its last row, however near to the foot of a page: no page has its footer alone', async () => {
    const pages = new Set<number>();
    for (let rows = 33; rows < 40; rows += 1) {
      for (let paragraphs = 0; paragraphs < 4; paragraphs += 1) {
        const found = texts(await pdfForm(report(rows, paragraphs), new Date(0)));
        pages.add(found.length);
        expect([rows, paragraphs, found.filter((count) => count <= FOOTER)]).toEqual([rows, paragraphs, []]);
      }
    }
    expect(pages).toEqual(new Set([2, 3]));
  });
});
