import { counted } from '../platform/russian/index.js';

type Forms = readonly [one: string, few: string, many: string];

const reminder: Forms = ['напоминание', 'напоминания', 'напоминаний'];
const passed: Forms = ['истёкший срок', 'истёкших срока', 'истёкших сроков'];
const other: Forms = ['уведомление', 'уведомления', 'уведомлений'];

/** What a thing of each kind of letter is called among others. */
const names: Readonly<Record<string, Forms>> = {
  assignment: ['поручение', 'поручения', 'поручений'],
  withdrawn: ['отзыв поручения', 'отзыва поручений', 'отзывов поручений'],
  remarks: ['проект с замечаниями', 'проекта с замечаниями', 'проектов с замечаниями'],
  approved: ['согласованный ответ', 'согласованных ответа', 'согласованных ответов'],
  returned: ['возврат', 'возврата', 'возвратов'],
  'draft-review': ['проект на согласование', 'проекта на согласование', 'проектов на согласование'],
  'publish-needed': ['ответ к публикации', 'ответа к публикации', 'ответов к публикации'],
  consolidate: ['сводный ответ', 'сводных ответа', 'сводных ответов'],
  'term-warning': reminder,
  'term-passed': passed,
  'term-missed': passed,
  'letter-failed': ['недоставленное письмо', 'недоставленных письма', 'недоставленных писем'],
};

/** Kinds and numbers one subject line names; mailboxes show no more of it. */
const KINDS = 3;
const NUMBERS = 5;

/** What is gathered in one letter: «3 поручения, 2 напоминания: № 214, 201 и ещё 3». */
export function gatheredTitle(things: readonly { letter: string; number: number | null }[]): string {
  const counts = new Map<Forms, number>();
  for (const { letter } of things) {
    const name = names[letter] ?? other;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  // What asks for something first.
  const kindsOf = [...counts].toSorted(([one], [two]) => Number(one === other) - Number(two === other));
  const kinds = kindsOf.map(([forms, count]) => counted(count, ...forms));
  const rest = kindsOf.slice(KINDS).reduce((sum, [, count]) => sum + count, 0);
  const what = `${kinds.slice(0, KINDS).join(', ')}${rest > 0 ? ` и ещё ${rest}` : ''}`;
  const numbers = [...new Set(things.flatMap(({ number }) => number ?? []))];
  if (numbers.length === 0) return what;
  const more = numbers.length - NUMBERS;
  return `${what}: № ${numbers.slice(0, NUMBERS).join(', ')}${more > 0 ? ` и ещё ${more}` : ''}`;
}
