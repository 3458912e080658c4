import type { ProductionCalendarYear } from '../calendar.types.js';
import { ru2018 } from './ru-2018.js';
import { ru2019 } from './ru-2019.js';
import { ru2020 } from './ru-2020.js';
import { ru2021 } from './ru-2021.js';
import { ru2022 } from './ru-2022.js';
import { ru2023 } from './ru-2023.js';
import { ru2024 } from './ru-2024.js';
import { ru2025 } from './ru-2025.js';
import { ru2026 } from './ru-2026.js';
import { ru2027 } from './ru-2027.js';

export { regionalOverrides } from './regional-overrides.js';
export type { RegionalOverride } from './regional-overrides.js';

/**
 * Russian production calendars, five-day week, as shipped; an administrator can correct them in the database.
 * 2018-2026 come from xmlcalendar/data (1 October 2025, facts), `movedFrom` partly from vacanza/holidays (MIT);
 * 2027 from webmasterskaya/production-calendar (MIT), provisional. `sources` of a year name who else agrees.
 */
export const productionCalendars: readonly ProductionCalendarYear[] = [
  ru2018, ru2019, ru2020, ru2021, ru2022, ru2023, ru2024, ru2025, ru2026, ru2027,
];
