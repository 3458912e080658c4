import type { AccountRef } from '../accounts/index.js';
import type { Event } from '../platform/events/index.js';
import { dayMonth, markTitles } from '../platform/russian/index.js';
import { type ObligationKey, obligations } from '../regulation/index.js';
import type { PlanState } from './content-plan.transitions.js';
import { addDays, type IsoWeek, mondayOf } from './iso-week.js';
import type { PlanFormat } from './plan-item.entity.js';
import type { HeldReason } from './posts/planned-post.entity.js';
import { CONFLICT_MINUTES, type WarningCode } from './plan-rules.js';

/* Words for people; nothing of it is stored. */

const warnings: Record<WarningCode, string> = {
  'out-of-week': 'Дата не попадает в неделю плана: такой план не направить',
  past: 'Время публикации уже прошло',
  'time-conflict': `До соседней публикации в этом же аккаунте меньше ${CONFLICT_MINUTES} минут`,
  'account-ended': 'Аккаунт удалён из реестра',
  'too-long': 'Текст длиннее, чем принимает эта сеть',
  'no-text': 'Сама публикация не выйдет: нет текста, только тема',
  'text-only': 'Сама публикация выйдет одним текстом: приложите файл; опрос, эфир и историю публикуют вручную',
  'by-hand-only': 'Через эту сеть сама не выйдет (нет доступа, или сеть такого не публикует): в своё время будет ждать публикации вручную',
};
export const warningText = (code: WarningCode): string => warnings[code];

export const formatNames: Record<PlanFormat, string> = {
  text: 'текст', photo: 'фото', infographic: 'инфографика', card: 'карточки', animation: 'анимация', video: 'видео', live: 'прямой эфир',
  poll: 'опрос', story: 'история', other: 'другое',
};

export const networkNames: Record<AccountRef['network'], string> = { vk: 'ВКонтакте', ok: 'Одноклассники', facebook: 'Facebook', instagram: 'Instagram' };

export const stateNames: Record<PlanState, string> = {
  draft: 'готовится', submitted: 'на согласовании', recommended: 'есть рекомендации', approved: 'согласован', amended: 'изменяется',
  'no-news-pegs': 'нет информационных поводов',
};

/** A state of the week's table in words: a plan that nobody opened yet has one too. */
export const planStateName = (state: PlanState | 'not-opened'): string => (state === 'not-opened' ? 'не заведён' : stateNames[state]);

/** A week as people say it: «26 октября — 1 ноября 2020 года». */
export function weekInWords(week: IsoWeek): string {
  const sunday = addDays(mondayOf(week), 6);
  const day = (date: string): string => dayMonth(new Date(`${date}T00:00:00Z`));
  return `${day(mondayOf(week))} — ${day(sunday)} ${sunday.slice(0, 4)} года`;
}

/** Whose plan it is. */
export const ownerTitle = (authority: { shortName: string } | null): string => authority?.shortName ?? 'Правительство края';

const heldReasons: Record<HeldReason, string> = {
  'not-approved': 'К этому времени план не был согласован',
  removed: 'Публикация удалена из плана',
  'account-ended': 'Аккаунт удалён из реестра',
};
export const heldText = (reason: HeldReason): string => heldReasons[reason];

const titles: Record<string, string> = {
  'plan.open': 'План заведён',
  'plan.submit': 'План направлен в Комитет',
  'plan.settle': 'План Правительства утверждён Комитетом',
  'plan.no-news-pegs': 'Комитету сообщено, что информационных поводов нет',
  'plan.approve': 'План согласован',
  'plan.recommend': 'Комитет направил рекомендации',
  'plan.amend': 'План открыт для изменений',
  'plan.item-added': 'Добавлена публикация',
  'plan.item-changed': 'Публикация изменена',
  'plan.item-removed': 'Публикация удалена',
  'plan.copied': 'Скопированы публикации прошлой недели',
  'plan.published': 'Публикация вышла',
  'plan.not-published': 'Публикация не вышла',
  'plan.post-held': 'Время публикации пришло, она не отправлена',
  'delivery.requested': 'Публикация отправляется в социальную сеть',
  'delivery.waits-for-person': 'Публикацию нужно разместить вручную',
  'delivery.unclear': 'Неизвестно, вышла ли публикация: система проверяет',
  'delivery.cancelled': 'Публикация через социальную сеть отменена',
  'delivery.stray': 'Публикация вышла, когда план уже изменился',
  'delivery.vanished': 'Вышедшей публикации больше нет в социальной сети',
  'deadline.half': markTitles.half,
  'deadline.soon': markTitles.soon,
  'deadline.passed': markTitles.passed,
  'deadline.moved': 'Срок перенесён',
};

/** Title of an event; events about terms name the term. The Government's plan is sent to nobody: sending settles it. */
export function eventTitle({ type, clause, details }: Pick<Event, 'type' | 'clause' | 'details'>): string {
  const title = titles[type === 'plan.submit' && clause === 'A-2.2' ? 'plan.settle' : type] ?? type;
  const about = obligations[details['obligation'] as ObligationKey];
  return type.startsWith('deadline.') && about ? `${title}: ${about.title}` : title;
}
