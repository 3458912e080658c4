import type { DayOverride, ProductionCalendarYear, ScheduleEdition } from '../calendar.types.js';

/** Everything terms are counted by. */
export interface CalendarState {
  calendars: ProductionCalendarYear[];
  overrides: DayOverride[];
  schedules: { id: string; isDefault: boolean; timeZone: string; editions: ScheduleEdition[] }[];
}

/** A correction as the event log keeps it: what there was before. */
export interface Correction {
  type: string;
  details: { date?: string; year?: number; before: unknown };
}

/** The state before these corrections, the newest first. Which schedule was the default one is not undone. */
export const before = (state: CalendarState, corrections: readonly Correction[]): CalendarState => corrections.reduce(undo, state);

function undo(state: CalendarState, { type, details }: Correction): CalendarState {
  switch (type) {
    case 'calendar.day-corrected':
    case 'calendar.day-restored': {
      const others = state.overrides.filter(({ date }) => date !== details.date);
      return { ...state, overrides: details.before ? [...others, details.before as DayOverride] : others };
    }
    case 'calendar.year-corrected': {
      const others = state.calendars.filter(({ year }) => year !== details.year);
      return { ...state, calendars: details.before ? [...others, details.before as ProductionCalendarYear] : others };
    }
    case 'schedule.changed': {
      const { id, timeZone, editions } = details.before as CalendarState['schedules'][number];
      return { ...state, schedules: state.schedules.map((schedule) => (schedule.id === id ? { ...schedule, timeZone, editions } : schedule)) };
    }
    default:
      return state;
  }
}
