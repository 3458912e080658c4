import type { ProductionCalendarYear } from '../calendar.types.js';

export const ru2023: ProductionCalendarYear = {
  year: 2023,
  status: 'official',
  sources: [
    'd10xa-consultant', 'd10xa-superjob', 'iposho', 'production-calendar.ru', 'py-holidays', 'webmasterskaya', 'xmlcalendar',
  ],
  holidays: [
    { date: '2023-01-01', title: 'Новогодние каникулы' },
    { date: '2023-01-02', title: 'Новогодние каникулы' },
    { date: '2023-01-03', title: 'Новогодние каникулы' },
    { date: '2023-01-04', title: 'Новогодние каникулы' },
    { date: '2023-01-05', title: 'Новогодние каникулы' },
    { date: '2023-01-06', title: 'Новогодние каникулы' },
    { date: '2023-01-07', title: 'Рождество Христово' },
    { date: '2023-01-08', title: 'Новогодние каникулы' },
    { date: '2023-02-23', title: 'День защитника Отечества' },
    { date: '2023-03-08', title: 'Международный женский день' },
    { date: '2023-05-01', title: 'Праздник Весны и Труда' },
    { date: '2023-05-09', title: 'День Победы' },
    { date: '2023-06-12', title: 'День России' },
    { date: '2023-11-04', title: 'День народного единства' },
  ],
  transfers: [
    { date: '2023-02-24', movedFrom: '2023-01-01', rule: 'resolution' },
    { date: '2023-05-08', movedFrom: '2023-01-08', rule: 'resolution' },
    { date: '2023-11-06', movedFrom: '2023-11-04', rule: 'automatic (holiday on a weekend)' },
  ],
  nonWorkingWeekdays: [
    '2023-01-02', '2023-01-03', '2023-01-04', '2023-01-05', '2023-01-06', '2023-02-23', '2023-02-24', '2023-03-08',
    '2023-05-01', '2023-05-08', '2023-05-09', '2023-06-12', '2023-11-06',
  ],
  decreeNonWorkingWeekdays: [],
  workingWeekends: [],
  shortenedDays: [
    '2023-02-22', '2023-03-07', '2023-11-03',
  ],
  totals: { workingDays: 247, workingHours: 1973 },
};
