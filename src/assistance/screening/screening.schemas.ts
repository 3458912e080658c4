import { z } from 'zod';
import { screeningGrounds } from './screen.js';

/** A suggestion of screening as views show it. */
export const screeningSuggestionSchema = z
  .object({
    ground: z.enum(screeningGrounds).meta({ description: 'Основание отклонить (М, п. 3 и 4); решает человек' }),
    clause: z.enum(['M-3', 'M-4']),
    reason: z.string(),
    confidence: z.enum(['sure', 'likely']),
    fragments: z.array(z.object({ from: z.int(), to: z.int(), excerpt: z.string() })),
  })
  .meta({ id: 'ScreeningSuggestion' });
