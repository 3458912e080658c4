import type { ProductionCalendarYear } from '../calendar.types.js';

export const ru2027: ProductionCalendarYear = {
  year: 2027,
  status: 'provisional',
  note:
    'As published by a reference portal in August 2026. The resolution on transfers for 2027 was not found; a ' +
    'deputy spoke in December 2025 of other days (working Saturday 13 November). That 20 February replaces 22 ' +
    'February is inferred.',
  sources: ['webmasterskaya'],
  holidays: [
    { date: '2027-01-01', title: 'Новогодние каникулы' },
    { date: '2027-01-02', title: 'Новогодние каникулы' },
    { date: '2027-01-03', title: 'Новогодние каникулы' },
    { date: '2027-01-04', title: 'Новогодние каникулы' },
    { date: '2027-01-05', title: 'Новогодние каникулы' },
    { date: '2027-01-06', title: 'Новогодние каникулы' },
    { date: '2027-01-07', title: 'Рождество Христово' },
    { date: '2027-01-08', title: 'Новогодние каникулы' },
    { date: '2027-02-23', title: 'День защитника Отечества' },
    { date: '2027-03-08', title: 'Международный женский день' },
    { date: '2027-05-01', title: 'Праздник Весны и Труда' },
    { date: '2027-05-09', title: 'День Победы' },
    { date: '2027-06-12', title: 'День России' },
    { date: '2027-11-04', title: 'День народного единства' },
  ],
  transfers: [
    { date: '2027-02-22', movedFrom: '2027-02-20', rule: 'resolution (expected)' },
    { date: '2027-05-03', movedFrom: '2027-05-01', rule: 'automatic (holiday on a weekend)' },
    { date: '2027-05-10', movedFrom: '2027-05-09', rule: 'automatic (holiday on a weekend)' },
    { date: '2027-06-14', movedFrom: '2027-06-12', rule: 'automatic (holiday on a weekend)' },
    { date: '2027-11-05', rule: 'resolution (expected)' },
    { date: '2027-12-31', rule: 'resolution (expected)' },
  ],
  nonWorkingWeekdays: [
    '2027-01-01', '2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07', '2027-01-08', '2027-02-22', '2027-02-23',
    '2027-03-08', '2027-05-03', '2027-05-10', '2027-06-14', '2027-11-04', '2027-11-05', '2027-12-31',
  ],
  decreeNonWorkingWeekdays: [],
  workingWeekends: [
    { date: '2027-02-20', replaces: '2027-02-22' },
  ],
  shortenedDays: [
    '2027-02-20', '2027-04-30', '2027-06-11', '2027-11-03',
  ],
  totals: { workingDays: 247, workingHours: 1972 },
};
