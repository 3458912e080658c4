import { z } from 'zod';

/* Kinds of environment variables. */

export const flag = z.enum(['true', 'false', '1', '0']).transform((v) => v === 'true' || v === '1');
export const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
export const url = (...protocols: string[]) =>
  z.url({ abort: true }).refine((v) => protocols.includes(new URL(v).protocol), `must start with ${protocols.map((p) => `${p}//`).join(' or ')}`);
