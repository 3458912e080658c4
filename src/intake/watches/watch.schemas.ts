import { z } from 'zod';
import { networks, rejections, type Rejection, searchedNetworks } from '../../networks/index.js';
import { pageOf, pageQuery } from '../../platform/http/index.js';
import { watchKinds } from './watch.entity.js';

/** Words of a search as a network takes them: one line without control characters. */
const query = z.string().trim().overwrite((text) => text.replaceAll(/\s+/g, ' ')).min(2).max(200).regex(/^[^\p{Cc}\p{Cf}]+$/u, 'Ожидается одна строка без служебных знаков').meta({ description: 'Что искать, например «нет воды Хабаровск»' });
const topicId = z.uuid().nullish().meta({ description: 'Тема, ради которой ведётся поиск: предлагается там, где текст сам её не называет' });
const locationId = z.uuid().nullish().meta({ description: 'Населённый пункт, ради которого ведётся поиск' });

export const addSearchBody = z
  .strictObject({ network: z.enum(searchedNetworks).meta({ description: 'Сеть, в которой можно искать по словам' }), query, topicId, locationId })
  .refine((body) => body.topicId || body.locationId, { path: ['topicId'], message: 'Укажите тему или населённый пункт, ради которых ведётся поиск' })
  .meta({ id: 'AddSearch' });

export const changeWatchBody = z
  .strictObject({ active: z.boolean().optional().meta({ description: 'false — приостановить чтение' }), query: query.optional(), topicId, locationId })
  .refine((body) => Object.keys(body).length > 0, { message: 'Укажите, что изменить' })
  .meta({ id: 'ChangeWatch' });

export const watchListQuery = z.strictObject({ network: z.enum(networks).optional(), kind: z.enum(watchKinds).optional(), ...pageQuery });

const outcomes = ['ok', ...Object.keys(rejections)] as ['ok', ...Rejection[]];

export const watchView = z
  .object({
    id: z.uuid(),
    network: z.enum(networks),
    kind: z.enum(watchKinds).meta({ description: 'comments — комментарии официального аккаунта, mentions — упоминания, search — поиск по словам' }),
    account: z.object({ id: z.uuid(), name: z.string(), url: z.string() }).nullable(),
    ownerId: z.string().nullable(),
    query: z.string().nullable(),
    topic: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    location: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    state: z.enum(['listening', 'paused', 'not-connected', 'failing']).meta({ description: 'not-connected — нет доступа, которым это можно читать, или сеть выключена; failing — последнее чтение не удалось' }),
    explanation: z.string().nullable().meta({ description: 'Почему слышно не всё или ничего' }),
    lastReadAt: z.string().nullable(),
    lastFoundAt: z.string().nullable(),
    outcome: z.enum(outcomes).nullable().meta({ description: 'Чем кончилось последнее чтение' }),
    detail: z.string().nullable().meta({ description: 'Код, которым отказала сеть' }),
    nextAt: z.string().nullable().meta({ description: 'Когда следующее чтение' }),
    places: z.int().meta({ description: 'Сколько мест читается: публикаций и веток' }),
    found: z.int().meta({ description: 'Сколько сообщений найдено' }),
    createdAt: z.string(),
    allowedActions: z.array(z.enum(['change', 'remove'])),
    version: z.int(),
  })
  .meta({ id: 'Watch' });

export const watchPage = pageOf(watchView);

export type AddSearchBody = z.output<typeof addSearchBody>;
export type ChangeWatchBody = z.output<typeof changeWatchBody>;
export type WatchView = z.output<typeof watchView>;
