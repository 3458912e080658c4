import { z } from 'zod';
import { styleRules } from './finding.js';

const styleFinding = z
  .object({
    rule: z.enum(styleRules),
    clause: z.enum(['M-9', 'A-9']),
    from: z.int().meta({ description: 'Начало места в тексте' }),
    to: z.int().meta({ description: 'Конец места, не включая' }),
    excerpt: z.string(),
    message: z.string(),
    suggestion: z.string().optional().meta({ description: 'Как сказать проще' }),
  })
  .meta({ id: 'StyleFinding' });

/** A style report as views show it. */
export const styleReportSchema = z
  .object({
    findings: z.array(styleFinding),
    readability: z.object({
      score: z.int().nullable().meta({ description: 'От 0 (трудно) до 100 (легко)' }),
      words: z.int(),
      sentences: z.int(),
      wordsPerSentence: z.number(),
      longWords: z.number().meta({ description: 'Доля слов от четырёх слогов' }),
    }),
  })
  .meta({ id: 'StyleReport' });
