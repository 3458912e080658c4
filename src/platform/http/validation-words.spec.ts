import { expect, test } from '@jest/globals';
import { z } from 'zod';
import './validation.js';

const words = (schema: z.ZodType, value: unknown): string[] => schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

test.each<[z.ZodType, unknown, string]>([
  [z.string(), undefined, 'Не заполнено'],
  [z.enum(['vk', 'ok']), undefined, 'Не заполнено'],
  [z.enum(['vk', 'ok']), 'tg', 'Можно указать только: vk, ok'],
  [z.string(), 5, 'Нужен текст'],
  [z.int(), 1.5, 'Нужно целое число'],
  [z.array(z.string()), 'a', 'Нужен список'],
  [z.string().min(1), '', 'Не заполнено'],
  [z.string().min(12), 'a', 'Слишком мало: нужно не меньше, чем 12 символов'],
  [z.string().max(2), 'abc', 'Слишком много: можно не больше, чем 2 символа'],
  [z.array(z.int()).min(1), [], 'Нужен хотя бы один элемент'],
  [z.number().min(3), 1, 'Должно быть не меньше 3'],
  [z.number().positive(), 0, 'Должно быть больше 0'],
  [z.number().max(100), 101, 'Должно быть не больше 100'],
  [z.email(), 'иван', 'Это не адрес электронной почты'],
  [z.iso.datetime({ offset: true }), 'вчера', 'Нужны дата и время со смещением, например 2020-06-17T10:00:00+10:00'],
  [z.strictObject({}), { цвет: 1 }, 'Таких полей здесь нет: цвет'],
  [z.string().regex(/^a$/, 'Ожидается буква'), 'b', 'Ожидается буква'],
])('%# says it in words', (schema, value, expected) => {
  expect(words(schema, value)).toEqual([expected]);
});
