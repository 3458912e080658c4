import { z } from 'zod';
import { pageOf } from '../../platform/http/index.js';
import { webhookKinds } from './webhook.entity.js';

const secret = z.string().min(8).max(200).regex(/^[\x21-\x7E]+$/, 'Ожидаются латинские буквы, цифры и знаки без пробелов');
const ownerId = z.string().regex(/^\d{1,30}$/, 'Ожидается число');

export const addWebhookBody = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('vk').meta({ description: 'Callback API сообщества ВКонтакте' }),
      ownerId: ownerId.meta({ description: 'Номер сообщества' }),
      accountId: z.uuid().nullish().meta({ description: 'Аккаунт реестра' }),
      secret: secret.meta({ description: 'Секретный ключ, введённый в настройках Callback API' }),
      confirmation: z.string().regex(/^[0-9a-zA-Z]{1,64}$/, 'Ожидается строка подтверждения').meta({ description: 'Строка, которую должен вернуть сервер' }),
    }),
    z.strictObject({
      kind: z.literal('meta').meta({ description: 'Webhooks приложения Meta: Facebook и Instagram' }),
      ownerId: ownerId.meta({ description: 'Номер приложения' }),
      appSecret: secret.meta({ description: 'Секрет приложения: им подписаны сообщения сети' }),
      verifyToken: secret.meta({ description: 'Маркер подтверждения, введённый в настройках приложения' }),
    }),
  ])
  .meta({ id: 'AddWebhook' });

export const webhookView = z
  .object({
    id: z.uuid(),
    kind: z.enum(webhookKinds),
    ownerId: z.string(),
    accountId: z.uuid().nullable(),
    url: z.string().meta({ description: 'Адрес, который вводят в настройках сети' }),
    lastEventAt: z.string().nullable().meta({ description: 'Когда сеть последний раз сообщила о чём-то' }),
    waiting: z.int().meta({ description: 'Сколько сообщений сети ещё не разобрано' }),
    failed: z.int().meta({ description: 'Сколько разобрать не удалось' }),
    createdAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Webhook' });

export const webhookPage = pageOf(webhookView);

/** How Meta asks whether the address is ours. */
export const verifyQuery = z.object({
  'hub.mode': z.literal('subscribe'),
  'hub.verify_token': z.string().max(200),
  'hub.challenge': z.string().regex(/^[\w.-]{1,200}$/),
});

export type AddWebhookBody = z.output<typeof addWebhookBody>;
export type WebhookView = z.output<typeof webhookView>;
