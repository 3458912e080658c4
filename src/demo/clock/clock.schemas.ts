import { z } from 'zod';
import { durationMs, type DurationFault } from './iso-duration.js';

const faults: Record<DurationFault, string> = {
  'not-a-duration': 'Ожидается длительность ISO 8601: PT2H30M, P1D, P1DT9H, P2W',
  'months-or-years': 'Месяцы и годы не имеют точной длины: укажите недели, дни, часы, минуты и секунды',
  negative: 'Часы переводятся только вперёд',
};

/** Further than this nobody looks in one move; P366D is a leap year. */
const LONGEST_MS = 366 * 86_400_000;

export const moveBody = z
  .strictObject({
    advance: z
      .string()
      .max(60)
      .transform((text, context) => {
        const ms = durationMs(text);
        const fault =
          typeof ms === 'string'
            ? faults[ms]
            : ms > LONGEST_MS
              ? 'За один раз часы переводятся не больше чем на 366 дней'
              : null;
        if (fault === null) return ms as number;
        context.addIssue({ code: 'custom', message: fault });
        return z.NEVER;
      })
      .meta({
        description: 'На сколько перевести часы вперёд: длительность ISO 8601, например PT2H30M или P1DT9H',
        examples: ['PT1H'],
      }),
  })
  .meta({ id: 'MoveClock' });

const demoTime = {
  now: z.string().meta({ description: 'Время приложения' }),
  text: z.string().meta({ description: 'Оно же словами' }),
  working: z.boolean().meta({ description: 'Рабочее ли это время по основному графику' }),
};

export const clockView = z.object(demoTime).meta({ id: 'DemoClock' });

export const firedMark = z
  .object({
    at: z.string().meta({ description: 'Когда записано' }),
    mark: z.enum(['half', 'soon', 'passed']),
    text: z.string().meta({ description: 'Что произошло, словами' }),
    obligation: z.string(),
    title: z.string().meta({ description: 'Что нужно сделать' }),
    clause: z.string().nullable(),
    conditional: z
      .boolean()
      .meta({ description: 'Обязанность условная: сам по себе истёкший срок ничего не нарушает' }),
    bearer: z.object({ role: z.string().nullable(), name: z.string().nullable() }),
    dueAt: z.string(),
    remainingWorkingMs: z.int().meta({ description: 'Сколько осталось в собственном времени срока, мс' }),
    incident: z.object({ id: z.uuid(), number: z.int() }).nullable(),
  })
  .meta({ id: 'FiredMark' });

export const movedView = z
  .object({ from: z.string(), ...demoTime, fired: z.array(firedMark) })
  .meta({ id: 'DemoClockMoved' });

export type ClockView = z.output<typeof clockView>;
export type FiredMark = z.output<typeof firedMark>;
export type MovedView = z.output<typeof movedView>;
