import type { Message } from './message.js';

/** Refusals of the life of an incident (regulation M). */
export const incidentMessages = {
  'incident.url-network': { status: 400, title: 'Ссылка не из той сети', detail: 'Ссылка должна вести в социальную сеть, указанную в сообщении.' },
  'incident.duplicate': { status: 409, title: 'Сообщение уже записано', detail: 'Это сообщение уже зафиксировано под номером {number}.' },
  'incident.action-not-allowed': { status: 409, title: 'Действие сейчас невозможно', detail: 'В текущем состоянии ({state}) это действие недоступно. Возможно, его уже выполнил другой сотрудник: обновите страницу.' },
  'incident.merge-itself': { status: 409, title: 'Нельзя объединить с самим собой', detail: 'Укажите другое сообщение, к которому нужно присоединить это.' },
  'incident.merge-target-closed': { status: 409, title: 'Нельзя объединить', detail: 'Сообщение, к которому вы присоединяете, уже закрыто, отклонено или объединено с другим.' },
  'incident.text-differs': { status: 409, title: 'Текст отличается от согласованного', detail: 'Публикуется только согласованный или доработанный текст.' },
  'route.topic-unknown': { status: 400, title: 'Тема не найдена', detail: 'Выберите тему из справочника.' },
  'route.location-unknown': { status: 400, title: 'Населённый пункт не найден', detail: 'Выберите населённый пункт из справочника или опишите место словами.' },
  'route.executor-unknown': { status: 400, title: 'Исполнитель не найден', detail: 'Исполнитель не найден или больше не действует. Выберите действующего исполнителя.' },
  'route.executor-repeated': { status: 400, title: 'Исполнитель указан дважды', detail: 'Каждый исполнитель указывается один раз; у одного из указанных уже есть это сообщение.' },
  'route.executor-returned': { status: 409, title: 'Исполнитель уже вернул это сообщение', detail: 'Пункт 8 положения требует назначить другого исполнителя.' },
  'draft.interim-already': { status: 409, title: 'Промежуточный ответ уже дан', detail: 'После промежуточного ответа направляется окончательный.' },
  'publication.url-needed': { status: 400, title: 'Нужна ссылка на ответ', detail: 'Укажите ссылку на опубликованный ответ.' },
  'publication.url-not-expected': { status: 400, title: 'Ссылка здесь не нужна', detail: 'Ответ публикует куратор: отправьте только доработанный текст.' },
} as const satisfies Record<string, Message>;
