import { IDEMPOTENCY_HOURS } from '../http/index.js';

/** The problem document of RFC 9457 as every refusal is answered. */
export const problemSchema = {
  type: 'object',
  description: 'Отказ или ошибка (RFC 9457)',
  required: ['type', 'code', 'title', 'status', 'detail', 'instance', 'requestId'],
  properties: {
    type: { type: 'string', description: 'Вид ошибки, адрес относительно сервера' },
    code: { type: 'string', description: 'Постоянный код ошибки', examples: ['validation.failed'] },
    title: { type: 'string', description: 'Краткое название по-русски' },
    status: { type: 'integer', description: 'Код HTTP' },
    detail: { type: 'string', description: 'Пояснение по-русски' },
    instance: { type: 'string', description: 'Адрес запроса' },
    requestId: { type: 'string', description: 'Номер запроса, он же в заголовке X-Request-Id и в журнале' },
    errors: {
      type: 'array',
      description: 'Ошибочные поля (validation.failed)',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
  additionalProperties: true,
};

export const problemResponse = {
  description: 'Отказ или ошибка',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

export const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description:
    `Ключ повтора: от 1 до 200 печатных символов ASCII. Повтор того же запроса с тем же ключом в течение ${IDEMPOTENCY_HOURS} часов ` +
    'возвращает первый ответ (с заголовком Idempotency-Replayed: true); другой запрос с тем же ключом получает 409 idempotency.mismatch.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: String.raw`^[\x20-\x7e]+$` },
};
