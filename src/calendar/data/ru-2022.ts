import type { ProductionCalendarYear } from '../calendar.types.js';

export const ru2022: ProductionCalendarYear = {
  year: 2022,
  status: 'official',
  sources: [
    'd10xa-consultant', 'd10xa-superjob', 'data.gov.ru', 'production-calendar.ru', 'py-holidays', 'webmasterskaya', 'xmlcalendar',
  ],
  holidays: [
    { date: '2022-01-01', title: 'Новогодние каникулы' },
    { date: '2022-01-02', title: 'Новогодние каникулы' },
    { date: '2022-01-03', title: 'Новогодние каникулы' },
    { date: '2022-01-04', title: 'Новогодние каникулы' },
    { date: '2022-01-05', title: 'Новогодние каникулы' },
    { date: '2022-01-06', title: 'Новогодние каникулы' },
    { date: '2022-01-07', title: 'Рождество Христово' },
    { date: '2022-01-08', title: 'Новогодние каникулы' },
    { date: '2022-02-23', title: 'День защитника Отечества' },
    { date: '2022-03-08', title: 'Международный женский день' },
    { date: '2022-05-01', title: 'Праздник Весны и Труда' },
    { date: '2022-05-09', title: 'День Победы' },
    { date: '2022-06-12', title: 'День России' },
    { date: '2022-11-04', title: 'День народного единства' },
  ],
  transfers: [
    { date: '2022-03-07', movedFrom: '2022-03-05', rule: 'resolution' },
    { date: '2022-05-02', movedFrom: '2022-05-01', rule: 'automatic (holiday on a weekend)' },
    { date: '2022-05-03', movedFrom: '2022-01-01', rule: 'resolution' },
    { date: '2022-05-10', movedFrom: '2022-01-02', rule: 'resolution' },
    { date: '2022-06-13', movedFrom: '2022-06-12', rule: 'automatic (holiday on a weekend)' },
  ],
  nonWorkingWeekdays: [
    '2022-01-03', '2022-01-04', '2022-01-05', '2022-01-06', '2022-01-07', '2022-02-23', '2022-03-07', '2022-03-08',
    '2022-05-02', '2022-05-03', '2022-05-09', '2022-05-10', '2022-06-13', '2022-11-04',
  ],
  decreeNonWorkingWeekdays: [],
  workingWeekends: [
    { date: '2022-03-05', replaces: '2022-03-07' },
  ],
  shortenedDays: [
    '2022-02-22', '2022-03-05', '2022-11-03',
  ],
  totals: { workingDays: 247, workingHours: 1973 },
};
