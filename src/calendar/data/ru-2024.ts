import type { ProductionCalendarYear } from '../calendar.types.js';

export const ru2024: ProductionCalendarYear = {
  year: 2024,
  status: 'official',
  sources: [
    'd10xa-consultant', 'd10xa-superjob', 'production-calendar.ru', 'py-holidays', 'webmasterskaya', 'xmlcalendar',
  ],
  holidays: [
    { date: '2024-01-01', title: 'Новогодние каникулы' },
    { date: '2024-01-02', title: 'Новогодние каникулы' },
    { date: '2024-01-03', title: 'Новогодние каникулы' },
    { date: '2024-01-04', title: 'Новогодние каникулы' },
    { date: '2024-01-05', title: 'Новогодние каникулы' },
    { date: '2024-01-06', title: 'Новогодние каникулы' },
    { date: '2024-01-07', title: 'Рождество Христово' },
    { date: '2024-01-08', title: 'Новогодние каникулы' },
    { date: '2024-02-23', title: 'День защитника Отечества' },
    { date: '2024-03-08', title: 'Международный женский день' },
    { date: '2024-05-01', title: 'Праздник Весны и Труда' },
    { date: '2024-05-09', title: 'День Победы' },
    { date: '2024-06-12', title: 'День России' },
    { date: '2024-11-04', title: 'День народного единства' },
  ],
  transfers: [
    { date: '2024-04-29', movedFrom: '2024-04-27', rule: 'resolution' },
    { date: '2024-04-30', movedFrom: '2024-11-02', rule: 'resolution' },
    { date: '2024-05-10', movedFrom: '2024-01-06', rule: 'resolution' },
    { date: '2024-12-30', movedFrom: '2024-12-28', rule: 'resolution' },
    { date: '2024-12-31', movedFrom: '2024-01-07', rule: 'resolution' },
  ],
  nonWorkingWeekdays: [
    '2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05', '2024-01-08', '2024-02-23', '2024-03-08',
    '2024-04-29', '2024-04-30', '2024-05-01', '2024-05-09', '2024-05-10', '2024-06-12', '2024-11-04', '2024-12-30',
    '2024-12-31',
  ],
  decreeNonWorkingWeekdays: [],
  workingWeekends: [
    { date: '2024-04-27', replaces: '2024-04-29' },
    { date: '2024-11-02', replaces: '2024-04-30' },
    { date: '2024-12-28', replaces: '2024-12-30' },
  ],
  shortenedDays: [
    '2024-02-22', '2024-03-07', '2024-05-08', '2024-06-11', '2024-11-02',
  ],
  totals: { workingDays: 248, workingHours: 1979 },
};
