import { z } from 'zod';

export const styleBody = z
  .strictObject({
    text: z.string().max(16_384).meta({ description: 'Текст ответа или публикации' }),
    kind: z.enum(['reply', 'post']).meta({ description: 'reply — ответ гражданину (М, п. 9), post — публикация (А, п. 9)' }),
  })
  .meta({ id: 'StyleQuestion' });
