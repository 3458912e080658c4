import { createHash } from 'node:crypto';
import { amount } from '../../platform/russian/index.js';
import type { Templates } from '../../platform/templates/index.js';
import type { Block, Chart, ReportDocument } from '../document/report-document.js';
import { chartHeight, chartSvg, shapes } from './chart-svg.js';

/** The report as one page that needs nothing from elsewhere: its style and its charts are within it. */
export function htmlForm(document: ReportDocument, templates: Templates): string {
  return templates.render('report/page.html', {
    ...document,
    style: templates.render('report/style.txt', {}),
    sections: document.sections.map(({ key, title, blocks }, i) => ({ key, title, number: i + 1, blocks: blocks.map(blockView) })),
  });
}

/** Every member is there whatever the block is, for a template that lacks a value fails. */
function blockView(block: Block) {
  const none = { paragraph: null, chart: null, table: null };
  switch (block.kind) {
    case 'paragraph':
      return { ...none, paragraph: { text: block.text, own: block.own ?? false } };
    case 'chart':
      return {
        ...none,
        chart: {
          title: block.title, page: drawing(block, 'page'), phone: drawing(block, 'phone'),
          description: block.bars.map(({ name, values }) => `${name}: ${values.map(amount).join(' и ')}`).join('; '),
        },
      };
    case 'table':
      return {
        ...none,
        table: {
          caption: block.caption,
          columns: block.columns.map(({ title, right = false }) => ({ title, right })),
          rows: block.rows.map((row) => row.map(({ value, href = null }, i) => ({ text: typeof value === 'number' ? amount(value) : value, href, right: block.columns[i]?.right ?? false, first: i === 0 }))),
        },
      };
  }
}

const drawing = (chart: Chart, shape: keyof typeof shapes) => ({
  width: shapes[shape].width, height: chartHeight(chart, shapes[shape]), source: `data:image/svg+xml;base64,${Buffer.from(chartSvg(chart, shapes[shape])).toString('base64')}`,
});

/** Content security of a report's page: its own style by its hash, its charts, links; no scripts at all. */
export function pagePolicy(page: string): string {
  const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style]) => `'sha256-${createHash('sha256').update(style ?? '').digest('base64')}'`);
  return `default-src 'none'; img-src data:; style-src ${styles.join(' ') || `'none'`}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}
