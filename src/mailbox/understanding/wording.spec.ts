import { expect, test } from '@jest/globals';
import { htmlLines } from '../splitting/html-lines.js';
import { splitReply } from '../splitting/split-reply.js';
import { readCuratorLetter } from './curator-letter.js';
import { readExecutorLetter } from './executor-letter.js';

const signer = { surname: 'Соколова', email: 'sokolova@guvp.example' };
const QUOTATION = '\n\n07.10.2020 10:12, Отклик пишет:\n> — Пишите ответ выше этой строки —\n>\n> Поступил проект ответа\n';

/** What a plain letter comes to, as the executor's answer to an assignment or the curator's to a draft. */
function asked(role: 'executor' | 'curator', words: string) {
  const said = splitReply({ text: `${words}${QUOTATION}`, html: null }, signer);
  const ask =
    role === 'curator'
      ? readCuratorLetter(said, { status: 'in-review', publisher: 'executor', network: 'vk' })
      : readExecutorLetter(said, { status: 'assigned', publisher: null, network: 'vk', currentText: null });
  return ask.do === 'unclear' ? ask.why : ask.do === 'submit-draft' ? `${ask.kind}: ${ask.text}` : ask.do === 'return' ? `return: ${ask.reason}` : ask.do === 'request-changes' ? `remarks: ${ask.remarks}` : ask.do;
}

test.each([
  ['a return under a greeting', 'Добрый день!\nВозврат: вопрос к министерству транспорта', 'return: вопрос к министерству транспорта'],
  ['a return after a greeting in its line', 'Здравствуйте, коллеги! Возврат: вопрос к министерству транспорта', 'return: вопрос к министерству транспорта'],
  ['an interim answer under a greeting', 'Коллеги, добрый день!\n\nПромежуточный ответ\nМария, справку запросили.', 'interim: Мария, справку запросили.'],
  ['a greeting that is the citizen’s', 'Добрый день!\nВозврат средств оформляют в кассе.', 'final: Добрый день!\nВозврат средств оформляют в кассе.'],
  ['a promise to the curator', 'Спасибо, получили. Ответим завтра.', 'acknowledgement'],
  ['a promise to the citizen', 'Промежуточный ответ\nЗдравствуйте! Ответим завтра.', 'interim: Здравствуйте! Ответим завтра.'],
  ['where the answer is, not the answer', 'Добрый день! Проект ответа во вложении.', 'text-in-file'],
  ['somebody else’s answer below', 'Коллеги, направляю ответ специалиста ниже', 'text-in-file'],
  ['an answer that has a file', 'Здравствуйте! Схема объезда во вложении.', 'final: Здравствуйте! Схема объезда во вложении.'],
])('an executor’s letter: %s', (_, words, expected) => {
  expect(asked('executor', words)).toBe(expected);
});

test.each([
  ['a disclaimer below', 'Согласовано\n\nСоколова И.А.\n\nНастоящее сообщение и вложения к нему конфиденциальны\nи предназначены только для адресата.', 'approve'],
  ['a disclaimer in two languages', 'Согласовано.\n\nДанное письмо содержит конфиденциальную информацию.\n\nThis message is confidential.', 'approve'],
  ['a name below', 'Согласовано\nСоколова', 'approve'],
  ['a phone’s signature', 'Согласовано\n\nОтправлено с устройства Xiaomi', 'approve'],
  ['a common slip', 'Согласованно', 'approve'],
  ['a promise to look', 'Спасибо, посмотрю после обеда', 'approval-uncertain'],
  ['edits within the quotation', 'Ирина, добрый день! Правки внесла в текст ниже.', 'text-in-file'],
  ['edits in colour', 'Исправила красным', 'text-in-file'],
  ['remarks in a file', 'Замечания во вложении', 'text-in-file'],
  ['remarks on the text', 'Исправьте в тексте дату', 'remarks: Исправьте в тексте дату'],
  ['remarks with a heading', 'Замечания по тексту: нет телефона', 'remarks: Замечания по тексту: нет телефона'],
  ['remarks that name somebody', 'Обратиться можно к начальнику отдела:\nСоколова Ирина', 'remarks: Обратиться можно к начальнику отдела:\nСоколова Ирина'],
  ['remarks on a confidential matter', 'Уберите диагноз.\n\nЭто сообщение жителя, а диагноз конфиденциален. Сократите вдвое.', 'remarks: Уберите диагноз.\n\nЭто сообщение жителя, а диагноз конфиденциален. Сократите вдвое.'],
])('a curator’s letter: %s', (_, words, expected) => {
  expect(asked('curator', words)).toBe(expected);
});

test('an answer’s own lines that look like a header are no letter below', () => {
  const words = 'Здравствуйте!\nОт: остановки «Площадь» автобус ходит чаще.\nКому: неудобно ждать, есть маршрут 35.\nРасписание висит на остановке.\nЕсли не приехал, позвоните.';
  expect(splitReply({ text: `${words}\n\nОт: Отклик <o@otklik.example>\nОтправлено: 7 октября 2020 г. 10:12\nКому: Анна\nТема: Сообщение\n\n— Пишите ответ выше этой строки —`, html: null })).toMatchObject({ text: words, certainty: 'sure' });
});

test.each([
  [
    'lines a client broke are joined, paragraphs and lists stay',
    'Здравствуйте, Марина! Компания получила предписание: отопление в доме\nпо улице Дикопольцева, 12 запустят до 15 октября. Если батареи будут\nхолодными, звоните.\n\nЧто сделано:\n- заменён участок трубы у дома 4, составлен акт и назначен подрядчик;\n- включён свет.',
    'Здравствуйте, Марина! Компания получила предписание: отопление в доме по улице Дикопольцева, 12 запустят до 15 октября. Если батареи будут холодными, звоните.\n\nЧто сделано:\n- заменён участок трубы у дома 4, составлен акт и назначен подрядчик;\n- включён свет.',
  ],
  ['lines somebody ended themselves stay', 'Приём ведут во вторник и четверг, с девяти до тринадцати часов, запись.\nТелефон 40-20-10.\nАдрес: Ленина, 5.', 'Приём ведут во вторник и четверг, с девяти до тринадцати часов, запись.\nТелефон 40-20-10.\nАдрес: Ленина, 5.'],
  ['a link keeps its line', 'Яму на улице Ленина засыпали сегодня утром, асфальт положат позже в среду\nhttps://vk.com/wall-1_2?reply=3', 'Яму на улице Ленина засыпали сегодня утром, асфальт положат позже в среду\nhttps://vk.com/wall-1_2?reply=3'],
  ['longer lines were broken by nobody', `${'слово '.repeat(20).trim()}\nещё строка`, `${'слово '.repeat(20).trim()}\nещё строка`],
])('%s', (_, text, expected) => {
  expect(splitReply({ text, html: null }).text).toBe(expected);
});

test('a letter made to be slow is read like any other: each piece of it is looked at once', () => {
  const many = (piece: string) => piece.repeat(Math.ceil(400_000 / piece.length));
  const lines = htmlLines(many('<'));
  expect([lines.length, lines[0]?.text.length]).toEqual([1, 400_000]);
  const links = splitReply({ text: null, html: many('<a href="https://vk.com/wall-1_2">x</a> ') });
  expect(readCuratorLetter(links, { status: 'handed-over', publisher: 'curator', network: 'vk' })).toEqual({ do: 'unclear', why: 'too-long' });
  expect(readExecutorLetter(links, { status: 'approved', publisher: 'executor', network: 'vk', currentText: null })).toEqual({ do: 'unclear', why: 'too-long' });
});
