import type { ProductionCalendarYear } from '../calendar.types.js';

export const ru2018: ProductionCalendarYear = {
  year: 2018,
  status: 'official',
  sources: ['d10xa-consultant', 'd10xa-superjob', 'data.gov.ru', 'py-holidays', 'webmasterskaya', 'xmlcalendar'],
  holidays: [
    { date: '2018-01-01', title: 'Новогодние каникулы' },
    { date: '2018-01-02', title: 'Новогодние каникулы' },
    { date: '2018-01-03', title: 'Новогодние каникулы' },
    { date: '2018-01-04', title: 'Новогодние каникулы' },
    { date: '2018-01-05', title: 'Новогодние каникулы' },
    { date: '2018-01-06', title: 'Новогодние каникулы' },
    { date: '2018-01-07', title: 'Рождество Христово' },
    { date: '2018-01-08', title: 'Новогодние каникулы' },
    { date: '2018-02-23', title: 'День защитника Отечества' },
    { date: '2018-03-08', title: 'Международный женский день' },
    { date: '2018-05-01', title: 'Праздник Весны и Труда' },
    { date: '2018-05-09', title: 'День Победы' },
    { date: '2018-06-12', title: 'День России' },
    { date: '2018-11-04', title: 'День народного единства' },
  ],
  transfers: [
    { date: '2018-03-09', movedFrom: '2018-01-06', rule: 'resolution' },
    { date: '2018-04-30', movedFrom: '2018-04-28', rule: 'resolution' },
    { date: '2018-05-02', movedFrom: '2018-01-07', rule: 'resolution' },
    { date: '2018-06-11', movedFrom: '2018-06-09', rule: 'resolution' },
    { date: '2018-11-05', movedFrom: '2018-11-04', rule: 'automatic (holiday on a weekend)' },
    { date: '2018-12-31', movedFrom: '2018-12-29', rule: 'resolution' },
  ],
  nonWorkingWeekdays: [
    '2018-01-01', '2018-01-02', '2018-01-03', '2018-01-04', '2018-01-05', '2018-01-08', '2018-02-23', '2018-03-08',
    '2018-03-09', '2018-04-30', '2018-05-01', '2018-05-02', '2018-05-09', '2018-06-11', '2018-06-12', '2018-11-05',
    '2018-12-31',
  ],
  decreeNonWorkingWeekdays: [],
  workingWeekends: [
    { date: '2018-04-28', replaces: '2018-04-30' },
    { date: '2018-06-09', replaces: '2018-06-11' },
    { date: '2018-12-29', replaces: '2018-12-31' },
  ],
  shortenedDays: [
    '2018-02-22', '2018-03-07', '2018-04-28', '2018-05-08', '2018-06-09', '2018-12-29',
  ],
  totals: { workingDays: 247, workingHours: 1970 },
};
