import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { amount } from '../../platform/russian/index.js';
import type { Chart } from '../document/report-document.js';

use([BarChart, GridComponent, LegendComponent, SVGRenderer]);

/** Without a browser a Cyrillic letter is taken for as wide as it is high, much wider than it is. */
const LETTERS = 1.65;
const COLOURS = ['#2f5d8a', '#b5543c', '#7a8f3c'];
const FONT = 'Roboto, Arial, sans-serif';

/** How a chart is laid out, pixels: a document scales it to its own width. */
interface Shape {
  width: number;
  /** Height of one bar with the room around it. */
  row: number;
  /** Room for the name of a bar, and where it stands. */
  name: number;
  above: boolean;
}

/** Names beside the bars as on paper, or above them as a telephone has room for. */
export const shapes = { page: { width: 760, row: 30, name: 334, above: false }, phone: { width: 340, row: 44, name: 290, above: true } } satisfies Record<string, Shape>;

export const chartHeight = ({ bars, series }: Chart, { row }: Shape = shapes.page): number => bars.length * row + (series.length > 1 ? 70 : 34);

/** Draws a chart as SVG: plain shapes and texts, without scripts, styles or anything from elsewhere. */
export function chartSvg(chart: Chart, shape: Shape = shapes.page): string {
  const { bars, series } = chart;
  const { width, row, name: room, above } = shape;
  const left = above ? 4 : room + 16;
  const instance = init(null, null, { renderer: 'svg', ssr: true, width, height: chartHeight(chart, shape) });
  const totals = bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  instance.setOption({
    animation: false,
    backgroundColor: '#fff',
    color: COLOURS,
    textStyle: { fontFamily: FONT, fontSize: 12, color: '#1c2733' },
    grid: { outerBoundsMode: 'none', left, right: 70, top: above ? 12 : 8, bottom: series.length > 1 ? 52 : 24 },
    ...(series.length > 1 ? { legend: { bottom: 0, left, data: series, selectedMode: false } } : {}),
    xAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#dfe5ea' } }, axisLabel: { formatter: amount, hideOverlap: true } },
    yAxis: {
      type: 'category', inverse: true, data: bars.map(({ name }) => name), axisTick: { show: false },
      axisLabel: {
        interval: 0, overflow: 'truncate', ellipsis: '…', color: '#1c2733', width: room * LETTERS,
        ...(above ? { inside: true, margin: 0, verticalAlign: 'bottom', padding: [0, 0, row / 4, 0] } : {}),
      },
      ...(above ? { z: 10 } : {}),
    },
    series: series.map((name, i) => ({
      type: 'bar', name, stack: 'all', barWidth: 16, silent: true, emphasis: { disabled: true },
      data: bars.map(({ values }) => values[i] ?? 0),
      label: { show: i === series.length - 1, position: 'right', color: '#1c2733', formatter: ({ dataIndex }: { dataIndex: number }) => labelOf(bars[dataIndex]?.values ?? [], totals[dataIndex] ?? 0) },
    })),
  });
  const svg = instance.renderToSVGString();
  instance.dispose();
  return svg;
}

/** At the end of a bar: its count, or of several the parts. */
const labelOf = (values: readonly number[], total: number): string => (values.length > 1 ? values.map(amount).join(' / ') : amount(total));
