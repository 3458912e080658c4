import type { ProductionCalendarYear } from '../calendar.types.js';

export const ru2021: ProductionCalendarYear = {
  year: 2021,
  status: 'official',
  note:
    'Decrees: 2021-05-04..2021-05-07: Указ Президента РФ от 23.04.2021 № 242; 2021-10-30..2021-11-03: Указ ' +
    'Президента РФ от 20.10.2021 № 595.',
  sources: ['webmasterskaya', 'xmlcalendar'],
  holidays: [
    { date: '2021-01-01', title: 'Новогодние каникулы' },
    { date: '2021-01-02', title: 'Новогодние каникулы' },
    { date: '2021-01-03', title: 'Новогодние каникулы' },
    { date: '2021-01-04', title: 'Новогодние каникулы' },
    { date: '2021-01-05', title: 'Новогодние каникулы' },
    { date: '2021-01-06', title: 'Новогодние каникулы' },
    { date: '2021-01-07', title: 'Рождество Христово' },
    { date: '2021-01-08', title: 'Новогодние каникулы' },
    { date: '2021-02-23', title: 'День защитника Отечества' },
    { date: '2021-03-08', title: 'Международный женский день' },
    { date: '2021-05-01', title: 'Праздник Весны и Труда' },
    { date: '2021-05-09', title: 'День Победы' },
    { date: '2021-06-12', title: 'День России' },
    { date: '2021-11-04', title: 'День народного единства' },
  ],
  transfers: [
    { date: '2021-02-22', movedFrom: '2021-02-20', rule: 'resolution' },
    { date: '2021-05-03', movedFrom: '2021-05-01', rule: 'automatic (holiday on a weekend)' },
    { date: '2021-05-10', movedFrom: '2021-05-09', rule: 'automatic (holiday on a weekend)' },
    { date: '2021-06-14', movedFrom: '2021-06-12', rule: 'automatic (holiday on a weekend)' },
    { date: '2021-11-05', movedFrom: '2021-01-02', rule: 'resolution' },
    { date: '2021-12-31', movedFrom: '2021-01-03', rule: 'resolution' },
  ],
  nonWorkingWeekdays: [
    '2021-01-01', '2021-01-04', '2021-01-05', '2021-01-06', '2021-01-07', '2021-01-08', '2021-02-22', '2021-02-23',
    '2021-03-08', '2021-05-03', '2021-05-04', '2021-05-05', '2021-05-06', '2021-05-07', '2021-05-10', '2021-06-14',
    '2021-11-01', '2021-11-02', '2021-11-03', '2021-11-04', '2021-11-05', '2021-12-31',
  ],
  decreeNonWorkingWeekdays: [
    '2021-05-04', '2021-05-05', '2021-05-06', '2021-05-07', '2021-11-01', '2021-11-02', '2021-11-03',
  ],
  workingWeekends: [
    { date: '2021-02-20', replaces: '2021-02-22' },
  ],
  shortenedDays: [
    '2021-02-20', '2021-04-30', '2021-06-11',
  ],
  totals: { workingDays: 240, workingHours: 1917 },
};
