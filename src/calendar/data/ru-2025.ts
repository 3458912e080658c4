import type { ProductionCalendarYear } from '../calendar.types.js';

export const ru2025: ProductionCalendarYear = {
  year: 2025,
  status: 'official',
  sources: ['d10xa-consultant', 'iposho', 'py-holidays', 'webmasterskaya', 'xmlcalendar'],
  holidays: [
    { date: '2025-01-01', title: 'Новогодние каникулы' },
    { date: '2025-01-02', title: 'Новогодние каникулы' },
    { date: '2025-01-03', title: 'Новогодние каникулы' },
    { date: '2025-01-04', title: 'Новогодние каникулы' },
    { date: '2025-01-05', title: 'Новогодние каникулы' },
    { date: '2025-01-06', title: 'Новогодние каникулы' },
    { date: '2025-01-07', title: 'Рождество Христово' },
    { date: '2025-01-08', title: 'Новогодние каникулы' },
    { date: '2025-02-23', title: 'День защитника Отечества' },
    { date: '2025-03-08', title: 'Международный женский день' },
    { date: '2025-05-01', title: 'Праздник Весны и Труда' },
    { date: '2025-05-09', title: 'День Победы' },
    { date: '2025-06-12', title: 'День России' },
    { date: '2025-11-04', title: 'День народного единства' },
  ],
  transfers: [
    { date: '2025-05-02', movedFrom: '2025-01-04', rule: 'resolution' },
    { date: '2025-05-08', movedFrom: '2025-02-23', rule: 'resolution' },
    { date: '2025-06-13', movedFrom: '2025-03-08', rule: 'resolution' },
    { date: '2025-11-03', movedFrom: '2025-11-01', rule: 'resolution' },
    { date: '2025-12-31', movedFrom: '2025-01-05', rule: 'resolution' },
  ],
  nonWorkingWeekdays: [
    '2025-01-01', '2025-01-02', '2025-01-03', '2025-01-06', '2025-01-07', '2025-01-08', '2025-05-01', '2025-05-02',
    '2025-05-08', '2025-05-09', '2025-06-12', '2025-06-13', '2025-11-03', '2025-11-04', '2025-12-31',
  ],
  decreeNonWorkingWeekdays: [],
  workingWeekends: [
    { date: '2025-11-01', replaces: '2025-11-03' },
  ],
  shortenedDays: [
    '2025-03-07', '2025-04-30', '2025-06-11', '2025-11-01',
  ],
  totals: { workingDays: 247, workingHours: 1972 },
};
