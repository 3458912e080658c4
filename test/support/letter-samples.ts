import type { NoticeContent, Term } from '../../src/notifications/notice-rule.js';

const term = (more: Partial<Term> = {}): Term => ({
  title: 'Направить проект ответа на согласование', clause: 'M-10', dueAt: new Date('2020-10-09T06:20:00Z'), left: 5 * 3_600_000 + 40 * 60_000,
  working: true, over: false, overdue: false, conditional: false, ...more,
});
const late = term({ dueAt: new Date('2020-10-08T06:20:00Z'), left: 0, over: true, overdue: true });

/** A hostile, long and lively message: markup, templates, a word without end, lines. */
export const HOSTILE = `Добрый день! <img src=x onerror=alert(1)> {{text}} & "кавычки" 'апострофы'
Второй месяц в подъезде на ул. Гоголя, 12 нет света, дети ходят в темноте. Звонили в управляющую компанию трижды.
${'оченьдлинноеслово'.repeat(8)}`;

const about = {
  subject: 'Сообщение № 152: Добрый день! Второй месяц в подъезде на ул. Гоголя…',
  quote: { author: 'Мария <Вопросова>', network: 'ВКонтакте', postedAt: new Date('2020-10-08T23:40:00Z'), text: HOSTILE, url: 'https://vk.com/wall-1_152' },
  facts: [{ name: 'Тема', value: 'Освещение подъездов' }, { name: 'Место', value: 'г. Хабаровск' }],
  link: { url: 'https://otklik.example/api/v1/incidents/0199', label: 'Открыть сообщение № 152' },
};
const draft = {
  title: 'Ответ, версия 1',
  text: 'Мария, здравствуйте! Электрики управляющей компании заменят проводку и лампы в вашем подъезде до 15 октября.\n\nЕсли света не будет, позвоните в диспетчерскую: +7 (4212) 30-20-10, круглосуточно.',
};
const reply = { subject: 'assignment', subjectId: '01990000-0000-7000-8000-000000000001', version: null };
const file = (fileName: string, size: number) => ({ id: '01990000-0000-7000-8000-000000000002', fileName, mediaType: 'image/jpeg', size, sha256: 'a'.repeat(64) });
const wording = { name: 'Что сказано в порядке', value: 'Исполнитель в течение шести рабочих часов с момента получения сообщения направляет Куратору проект ответа.' };

/** One true-to-life content for every template of a letter about one thing. */
export const letterSamples: Record<string, NoticeContent> = {
  assignment: {
    ...about, heading: 'Вам направлено сообщение жителя', todo: 'Подготовьте проект ответа и направьте его куратору на согласование.', term: term(),
    lead: 'Письмо пришло вам, потому что сейчас вы замещаете исполнителя.', clause: 'M-10', note: 'Позвоните в управляющую компанию, у них есть график работ.',
    otherTerm: term({ title: 'Вернуть сообщение не по компетенции', clause: 'M-8.1', conditional: true, left: 40 * 60_000, dueAt: new Date('2020-10-09T01:00:00Z') }),
    files: [file('подъезд.jpg', 800_000), file('видео со двора.mp4', 40_000_000)],
    answers: [
      { write: 'Текст ответа жителю', meaning: 'станет проектом окончательного ответа. Фотографии и видео приложите к письму' },
      { write: 'Промежуточный ответ', meaning: 'первой строкой, ниже текст: если ответить по существу за шесть рабочих часов нельзя' },
      { write: 'Возврат: причина', meaning: 'вернёт сообщение куратору, если вопрос не относится к полномочиям вашего органа' },
    ],
    reply,
  },
  withdrawn: { ...about, heading: 'Куратор отозвал сообщение', lead: 'От вас по этому сообщению больше ничего не требуется.', reason: 'Вопрос передан министерству ЖКХ', clause: 'M-8.2' },
  remarks: {
    ...about, heading: 'Куратор вернул проект ответа с замечаниями', todo: 'Доработайте ответ, опубликуйте его в социальной сети и сообщите ссылку.', clause: 'M-12.2',
    term: term({ title: 'Доработать и опубликовать ответ', clause: 'M-12.2', left: 3_600_000 }), remarks: 'Назовите дату и телефон.\nУберите «в рамках проведения мероприятий».', draft,
    answers: [{ write: 'Доработанный текст и ссылка', meaning: 'на опубликованный ответ' }], reply,
  },
  approved: {
    ...about, heading: 'Проект ответа согласован', todo: 'Опубликуйте согласованный текст в социальной сети без изменений и сообщите ссылку.', clause: 'M-13.1',
    term: term({ title: 'Опубликовать согласованный ответ', clause: 'M-13.1', left: 3_600_000 }), draft, answers: [{ write: 'Ссылка', meaning: 'на опубликованный ответ' }], reply,
  },
  returned: {
    ...about, facts: [{ name: 'Исполнитель', value: 'Петрова А. С., Минздрав края' }, ...about.facts], heading: 'Исполнитель вернул сообщение', clause: 'M-8.2',
    todo: 'Определите другого исполнителя и направьте ему сообщение.', term: term({ title: 'Назначить другого исполнителя', clause: 'M-8.2', left: 3_600_000 }),
    reason: 'Вопрос относится к управляющей компании',
  },
  'draft-review': {
    ...about, heading: 'Поступил проект ответа', todo: 'Согласуйте проект или верните его с замечаниями.', clause: 'M-12.1',
    term: term({ title: 'Согласовать проект ответа', clause: 'M-12.1', left: 3_600_000 }), draft, files: [file('подъезд после ремонта.jpg', 900_000)],
    answers: [{ write: 'Согласовано', meaning: 'согласует именно эту версию (1)' }, { write: 'Любой другой текст', meaning: 'вернёт проект исполнителю с этими замечаниями' }],
    reply: { ...reply, subject: 'draft', version: 1 },
  },
  'publish-needed': {
    ...about, heading: 'Ответ ждёт публикации', lead: 'У органа нет учётной записи в этой социальной сети, поэтому ответ публикует куратор.', clause: 'M-13.2',
    todo: 'Опубликуйте текст без изменений и внесите ссылку на опубликованный ответ.', term: term({ title: 'Опубликовать ответ за исполнителя', clause: 'M-13.2', left: 1_800_000 }), draft,
    answers: [{ write: 'Ссылка', meaning: 'на опубликованный ответ: запишет, что ответ опубликован за исполнителя' }], reply: { ...reply, subject: 'draft', version: 1 },
  },
  consolidate: {
    ...about, heading: 'Все части ответа готовы', todo: 'Подготовьте сводный ответ из частей, опубликуйте его и внесите ссылку.', clause: 'M-13.3',
    term: term({ title: 'Опубликовать сводный ответ', clause: 'M-13.3', left: 3_600_000 }),
    parts: [{ title: 'Петрова А. С., Минздрав края. Ответ, версия 1', text: draft.text }, { title: 'Иванов И. И., Минстрой края. Ответ, версия 2', text: 'Подъезд отремонтируют в ноябре.' }],
    answers: [{ write: 'Текст сводного ответа', meaning: 'и отдельной строкой ссылка на него' }], reply: { ...reply, subject: 'incident' },
  },
  'term-warning': { ...about, heading: 'До конца срока 15 минут', todo: 'Направить проект ответа на согласование.', term: term({ left: 900_000 }), clause: 'M-10', facts: [wording], answers: [{ write: 'Текст ответа жителю', meaning: 'станет проектом окончательного ответа' }], reply },
  'term-passed': { ...about, heading: 'Срок истёк', lead: 'Сделать это всё равно нужно: действие будет принято и отмечено как позднее.', todo: 'Согласуйте проект или верните его с замечаниями.', term: late, clause: 'M-10', draft, facts: [wording], answers: [{ write: 'Согласовано', meaning: 'согласует именно эту версию (1)' }], reply },
  'term-missed': { ...about, heading: 'Исполнитель пропустил срок', term: late, clause: 'M-10', facts: [{ name: 'Исполнитель', value: 'Петрова А. С., Минздрав края' }, wording] },
  'letter-failed': { ...about, heading: 'Письмо вернулось', lead: 'Кому: Петрова Анна Сергеевна.', todo: 'Сообщите человеку другим способом, проверьте адрес и отправьте письмо ещё раз.', reason: '550 5.1.1 <petrova@min.example>: mailbox unavailable' },
  note: { heading: 'Комитет рекомендует доработать план', todo: 'Внесите изменения и направьте план снова.', term: term({ title: 'Доработать контент-план', clause: 'A-7.2', left: 28_800_000 }), clause: 'A-7.2', subject: 'Контент-план на неделю 2020-W42', link: { url: 'https://otklik.example/plans/1', label: 'Открыть план' }, draft: { title: 'Рекомендации', text: 'Добавьте видео о ремонте дорог.' } },
};

/** What the morning list is given. */
export const morningSample = {
  preheader: 'Просрочено: 1, Сегодня: 2, Позже: 1',
  count: 4,
  more: 0,
  unsubscribe: 'https://otklik.example/api/v1/unsubscribe/morning.x.y',
  link: { url: 'https://otklik.example/api/v1/deadlines', label: 'Открыть все сроки' },
  groups: [
    { title: 'Просрочено', lines: [{ term: late, number: 149, text: 'Когда починят дорогу у школы № 5?', url: 'https://otklik.example/api/v1/incidents/149' }] },
    { title: 'Сегодня', lines: [{ term: term(), number: 152, text: HOSTILE.slice(0, 119), url: 'https://otklik.example/api/v1/incidents/152' }, { term: term({ title: 'Согласовать проект ответа', clause: 'M-12.1', left: 600_000 }), number: 153, text: 'Нет терапевта в посёлке', url: 'https://otklik.example/api/v1/incidents/153' }] },
    { title: 'Позже', lines: [{ term: term({ title: 'Представить контент-план', clause: 'A-6', left: 2 * 28_800_000, dueAt: new Date('2020-10-12T07:00:00Z') }), number: null, text: null, url: 'https://otklik.example/api/v1/deadlines' }] },
  ],
};
