import { z } from 'zod';

/** A line of text: trimmed, not empty, without control characters, at most `max` characters. */
export const line = (max: number) =>
  z.string().trim().min(1).max(max).refine((text) => !/\p{Cc}/u.test(text), 'Недопустимые символы');

/** Part of a person's name. */
export const personName = line(100);

/** An e-mail address, kept in lower case so that one mailbox is one text. */
export const email = z.email().max(254).toLowerCase();

const PHONE = /^\+7\d{10}(?: доб\. \d{1,6})?$/;

/**
 * A Russian telephone number in any usual form (`8 (4212) 40-22-00`, `+7 4212 402200 доб. 15`, ten digits) as
 * `+7` and ten digits, with ` доб. N` for an extension; whatever is no such number is left as it is.
 */
export function normalisePhone(text: string): string {
  const [, main = '', extension] = /^(.*?)(?:[\s,;]*(?:доб|вн|ext)\.?\s*(\d{1,6}))?$/iu.exec(text.trim()) ?? [];
  const digits = main.replaceAll(/[\s()\-–.]/g, '');
  const [, ten] = /^(?:\+7|8|7)?(\d{10})$/.exec(digits) ?? [];
  if (ten === undefined) return text;
  return extension === undefined ? `+7${ten}` : `+7${ten} доб. ${extension}`;
}

/** A telephone number, normalised by {@link normalisePhone}. */
export const phone = z.string().max(60).overwrite(normalisePhone)
  .regex(PHONE, 'Ожидается номер вида +7 (4212) 40-22-00')
  .meta({ description: 'Телефон: +7 и десять цифр, при необходимости «доб. 15»' });

/** Which entries of a list: in force now, ended, or all. */
export const inForce = z.enum(['active', 'ended', 'all']).default('active');

/** What to look for in names; е and ё are one letter. */
export const query = z.string().trim().min(1).max(200).optional()
  .meta({ description: 'Часть наименования; е и ё не различаются' });
