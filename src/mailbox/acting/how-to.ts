import type { Matter } from '../routing/matter.js';

const draft = [
  'Чтобы отправить окончательный ответ, напишите его текст выше цитаты. Фотографии и видео приложите к письму.',
  'Чтобы отправить промежуточный ответ, напишите первой строкой «Промежуточный ответ», а ниже — текст.',
];
const giveBack = 'Чтобы вернуть сообщение, напишите первой строкой «Возврат: » и причину.';
const publish = 'Пришлите одну ссылку на опубликованный ответ. Текст публикуется дословно таким, каким его согласовали.';
const revise = 'Пришлите доработанный текст, а под ним отдельной строкой — ссылку на опубликованный ответ.';
const handOver = 'Пришлите доработанный текст без ссылки: ответ опубликует куратор.';
const review = ['Чтобы согласовать проект, напишите одно слово: «Согласовано».', 'Чтобы вернуть его на доработку, напишите замечания.'];
const publishFor = 'Чтобы опубликовать ответ за исполнителя, пришлите ссылку на опубликованный ответ.';
const consolidate = 'Пришлите текст сводного ответа, а под ним отдельной строкой — ссылку на него.';

/** What the sender can write now, by the present state of the matter; general advice where that is not known or not theirs. */
export function howTo(matter: Matter | null, reason: string): string[] {
  if (reason === 'authentication') return ['Отправьте письмо ещё раз из своей служебной почты, через её собственный сервер.', 'Если это письмо писали не вы, сообщите администратору.'];
  if (reason === 'gathered') return ['Откройте то же письмо и нажмите «Ответить письмом» под нужным сообщением: у каждого свой адрес для ответа.'];
  if (!matter) return ['Откройте последнее письмо по этому сообщению и нажмите «Ответить», не меняя адрес получателя.'];
  const { incident, part, as } = matter;
  if (!part) return incident.status === 'consolidation' ? [consolidate] : [];
  if (as === 'curator') {
    if (part.status === 'handed-over') return [publishFor];
    if (part.status === 'in-review') return part.publisher === 'curator' ? [...review, publishFor] : review;
    return [];
  }
  switch (part.status) {
    case 'assigned':
      return [...draft, giveBack];
    case 'interim-published':
      return [draft[0] as string];
    case 'approved':
      return [publish];
    case 'changes-requested':
      return [part.publisher === 'executor' ? revise : handOver];
    default:
      return [];
  }
}
