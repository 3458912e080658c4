import { z } from 'zod';
import { screeningSuggestionSchema } from '../../assistance/index.js';

const text = (description: string) => z.string().max(16_384).meta({ description });

export const styleBody = z
  .strictObject({
    text: text('Текст ответа или публикации'),
    kind: z.enum(['reply', 'post']).meta({ description: 'reply — ответ гражданину (М, п. 9), post — публикация (А, п. 9)' }),
  })
  .meta({ id: 'StyleQuestion' });

export const suggestBody = z.strictObject({ text: text('Текст сообщения') }).meta({ id: 'SuggestQuestion' });

const named = z.object({ id: z.uuid(), name: z.string() });
const reason = z.string().meta({ description: 'Почему предложено' });
const score = z.number().meta({ description: 'Больше — вероятнее; сравнивать только внутри ответа' });
const place = { from: z.int(), to: z.int(), excerpt: z.string() };

export const suggestionsView = z
  .object({
    screening: z.array(screeningSuggestionSchema).meta({ description: 'Основания отклонить (М, п. 3 и 4)' }),
    topics: z.array(named.extend({ code: z.string(), group: named, score, reason })),
    locations: z.array(named.extend({ oktmo: z.string(), ...place })),
    streets: z.array(z.object(place)),
    executors: z.array(named.extend({ authority: named.extend({ shortName: z.string() }), score, reason })).meta({ description: 'По прежним направлениям' }),
    authorities: z.array(z.object({ id: z.uuid(), shortName: z.string() })).meta({ description: 'Чаще отвечают за такие темы' }),
  })
  .meta({ id: 'Suggestions' });
