import type { ProductionCalendarYear } from '../calendar.types.js';

export const ru2019: ProductionCalendarYear = {
  year: 2019,
  status: 'official',
  sources: [
    'd10xa-consultant', 'd10xa-superjob', 'data.gov.ru', 'production-calendar.ru', 'py-holidays', 'webmasterskaya', 'xmlcalendar',
  ],
  holidays: [
    { date: '2019-01-01', title: 'Новогодние каникулы' },
    { date: '2019-01-02', title: 'Новогодние каникулы' },
    { date: '2019-01-03', title: 'Новогодние каникулы' },
    { date: '2019-01-04', title: 'Новогодние каникулы' },
    { date: '2019-01-05', title: 'Новогодние каникулы' },
    { date: '2019-01-06', title: 'Новогодние каникулы' },
    { date: '2019-01-07', title: 'Рождество Христово' },
    { date: '2019-01-08', title: 'Новогодние каникулы' },
    { date: '2019-02-23', title: 'День защитника Отечества' },
    { date: '2019-03-08', title: 'Международный женский день' },
    { date: '2019-05-01', title: 'Праздник Весны и Труда' },
    { date: '2019-05-09', title: 'День Победы' },
    { date: '2019-06-12', title: 'День России' },
    { date: '2019-11-04', title: 'День народного единства' },
  ],
  transfers: [
    { date: '2019-05-02', movedFrom: '2019-01-05', rule: 'resolution' },
    { date: '2019-05-03', movedFrom: '2019-01-06', rule: 'resolution' },
    { date: '2019-05-10', movedFrom: '2019-02-23', rule: 'resolution' },
  ],
  nonWorkingWeekdays: [
    '2019-01-01', '2019-01-02', '2019-01-03', '2019-01-04', '2019-01-07', '2019-01-08', '2019-03-08', '2019-05-01',
    '2019-05-02', '2019-05-03', '2019-05-09', '2019-05-10', '2019-06-12', '2019-11-04',
  ],
  decreeNonWorkingWeekdays: [],
  workingWeekends: [],
  shortenedDays: [
    '2019-02-22', '2019-03-07', '2019-04-30', '2019-05-08', '2019-06-11', '2019-12-31',
  ],
  totals: { workingDays: 247, workingHours: 1970 },
};
