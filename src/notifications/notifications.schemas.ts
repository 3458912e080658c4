import { z } from 'zod';
import { letterKinds } from './notice-table.js';

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/).meta({ description: 'ЧЧ:ММ по времени системы' });
const kinds = z.enum(letterKinds as [string, ...string[]]);

const wishes = {
  quietHours: z.strictObject({ from: time, to: time }).nullable().meta({ description: 'Когда не писать; письма о сроках, которые кончаются раньше, приходят всё равно' }),
  digest: z.array(kinds).max(letterKinds.length).meta({ description: 'Виды писем, которые собираются в сводку' }),
  digestAt: z.array(time).min(1).max(4).meta({ description: 'Когда присылать сводку' }),
  morning: z.boolean().meta({ description: 'Присылать утром список открытых сроков' }),
};

export const preferenceBody = z.strictObject(wishes).meta({ id: 'NotificationWishes' });
export type PreferenceBody = z.output<typeof preferenceBody>;

export const preferenceView = z
  .object({ ...wishes, kinds: z.array(z.string()).meta({ description: 'Все виды писем' }), version: z.int() })
  .meta({ id: 'Notifications' });
export type PreferenceView = z.output<typeof preferenceView>;
