import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { amount } from '../../platform/russian/index.js';
import type { Chart } from '../document/report-document.js';

use([BarChart, GridComponent, LegendComponent, SVGRenderer]);

/** Width of every chart, pixels; a document scales it. */
export const CHART_WIDTH = 760;
/** Room for the names of bars, pixels. */
const NAMES = 300;
const BAR = 30;
const COLOURS = ['#2f5d8a', '#b5543c', '#7a8f3c'];
const FONT = 'Roboto, Arial, sans-serif';

export const chartHeight = ({ bars, series }: Chart): number => bars.length * BAR + (series.length > 1 ? 70 : 34);

/** Draws a chart as SVG: plain shapes and texts, without scripts, styles or anything from elsewhere. */
export function chartSvg(chart: Chart): string {
  const { bars, series } = chart;
  const instance = init(null, null, { renderer: 'svg', ssr: true, width: CHART_WIDTH, height: chartHeight(chart) });
  const totals = bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  instance.setOption({
    animation: false,
    backgroundColor: '#fff',
    color: COLOURS,
    textStyle: { fontFamily: FONT, fontSize: 12, color: '#1c2733' },
    grid: { left: NAMES, right: 70, top: 8, bottom: series.length > 1 ? 52 : 24 },
    ...(series.length > 1 ? { legend: { bottom: 0, left: NAMES, data: series, selectedMode: false } } : {}),
    xAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#dfe5ea' } }, axisLabel: { formatter: amount, hideOverlap: true } },
    yAxis: {
      type: 'category', inverse: true, data: bars.map(({ name }) => name), axisTick: { show: false },
      // Without a browser a Cyrillic letter is taken for as wide as it is high, nearly twice what it is.
      axisLabel: { interval: 0, width: (NAMES - 16) * 1.75, overflow: 'truncate', ellipsis: '…', color: '#1c2733' },
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
