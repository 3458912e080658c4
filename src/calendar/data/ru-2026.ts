import type { ProductionCalendarYear } from '../calendar.types.js';

export const ru2026: ProductionCalendarYear = {
  year: 2026,
  status: 'official',
  sources: ['iposho', 'webmasterskaya', 'xmlcalendar'],
  holidays: [
    { date: '2026-01-01', title: 'Новогодние каникулы' },
    { date: '2026-01-02', title: 'Новогодние каникулы' },
    { date: '2026-01-03', title: 'Новогодние каникулы' },
    { date: '2026-01-04', title: 'Новогодние каникулы' },
    { date: '2026-01-05', title: 'Новогодние каникулы' },
    { date: '2026-01-06', title: 'Новогодние каникулы' },
    { date: '2026-01-07', title: 'Рождество Христово' },
    { date: '2026-01-08', title: 'Новогодние каникулы' },
    { date: '2026-02-23', title: 'День защитника Отечества' },
    { date: '2026-03-08', title: 'Международный женский день' },
    { date: '2026-05-01', title: 'Праздник Весны и Труда' },
    { date: '2026-05-09', title: 'День Победы' },
    { date: '2026-06-12', title: 'День России' },
    { date: '2026-11-04', title: 'День народного единства' },
  ],
  transfers: [
    { date: '2026-01-09', movedFrom: '2026-01-03', rule: 'resolution' },
    { date: '2026-03-09', movedFrom: '2026-03-08', rule: 'automatic (holiday on a weekend)' },
    { date: '2026-05-11', movedFrom: '2026-05-09', rule: 'automatic (holiday on a weekend)' },
    { date: '2026-12-31', movedFrom: '2026-01-04', rule: 'resolution' },
  ],
  nonWorkingWeekdays: [
    '2026-01-01', '2026-01-02', '2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09', '2026-02-23',
    '2026-03-09', '2026-05-01', '2026-05-11', '2026-06-12', '2026-11-04', '2026-12-31',
  ],
  decreeNonWorkingWeekdays: [],
  workingWeekends: [],
  shortenedDays: [
    '2026-04-30', '2026-05-08', '2026-06-11', '2026-11-03',
  ],
  totals: { workingDays: 247, workingHours: 1972 },
};
