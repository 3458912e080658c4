import { z } from 'zod';
import { pageQuery } from '../../platform/http/index.js';
import { importFormats, importStates } from './import-job.entity.js';

export const importQuery = z.strictObject({
  fileName: z.string().max(255).optional().meta({ description: 'Как называется файл, если он передан телом запроса' }),
});

export const importListQuery = z.strictObject({
  state: z.enum(importStates).optional(),
  ...pageQuery,
});

export const importErrorsQuery = z.strictObject({ ...pageQuery });

export const importView = z
  .object({
    id: z.uuid(),
    state: z.enum(importStates),
    origin: z.enum(['upload', 'command']).meta({ description: 'Загружено через интерфейс или командой на сервере' }),
    userId: z.uuid().nullable(),
    fileName: z.string(),
    format: z.enum(importFormats),
    totalBytes: z.int(),
    bytes: z.int().meta({ description: 'Сколько байт файла обработано' }),
    linesRead: z.int().meta({ description: 'Прочитано сообщений' }),
    recorded: z.int().meta({ description: 'Записано' }),
    duplicates: z.int().meta({ description: 'Уже были записаны, пропущены' }),
    failed: z.int().meta({ description: 'Не записано из-за ошибок' }),
    lastLine: z.int().meta({ description: 'Последняя обработанная строка файла' }),
    reason: z.string().nullable().meta({ description: 'Код ошибки, если не подошёл весь файл' }),
    detail: z.string().nullable().meta({ description: 'Она же словами' }),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Import' });

export const importErrorView = z
  .object({
    line: z.int(),
    code: z.string(),
    title: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).meta({ description: 'Ошибочные поля' }),
  })
  .meta({ id: 'ImportError' });

export type ImportView = z.output<typeof importView>;
export type ImportErrorView = z.output<typeof importErrorView>;
