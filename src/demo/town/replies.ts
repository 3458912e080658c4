import type { DemoMessage } from '../data/index.js';
import type { Network } from '../../networks/index.js';

/* Words of the invented officials (M-9: to the substance, with dates and telephones, in plain Russian). */

const interim = [
  (until: string) =>
    `Здравствуйте! Сообщение получили, спасибо, что написали. Специалист выедет на место на этой неделе, ` +
    `подробный ответ с датами дадим здесь до ${until}. Вопросы: +7 (4212) 00-00-00.`,
  (until: string) =>
    `Здравствуйте! Уже разбираемся. Запросили документы у подрядчика, без них не хотим обещать наугад. Вернёмся с ` +
    `ответом до ${until}. Телефон для связи: +7 (4212) 00-00-00.`,
  (until: string) =>
    `Здравствуйте! Передали на проверку, она займёт несколько дней. О том, что решили, напишем под этим ` +
    `сообщением до ${until}. Если станет хуже, звоните сразу: +7 (4212) 00-00-00.`,
  (until: string) =>
    `Здравствуйте! Вопрос не на один день, поэтому отвечаем коротко: взяли в работу, сейчас считаем, сколько ` +
    `нужно денег и времени. Ответ по существу будет до ${until}. Спросить можно по телефону +7 (4212) 00-00-00.`,
];

const final = [
  'Здравствуйте! Обещали вернуться с ответом. Проверили на месте: вы правы, так быть не должно. Работы начнутся ' +
    '19 октября, закончим до 30 октября. Если увидите, что стоят, звоните: +7 (4212) 00-00-00, доб. 120.',
  'Здравствуйте! Закончили проверку. Нарушение подтвердилось, предписание выдано, срок — до 23 октября. После ' +
    'этого придём посмотреть ещё раз и напишем здесь. Телефон: +7 (4212) 00-00-00, доб. 205.',
  'Здравствуйте! Деньги нашли, договор подпишем 16 октября, исполнитель приступит сразу. Спасибо, что не ' +
    'промолчали. Держать вас в курсе будет Марина Сергеевна: +7 (4212) 00-00-00, доб. 311.',
];

export const remarks = [
  'Назовите дату и фамилию того, кому звонить. «В установленном порядке» уберите: человек спрашивает, когда.',
  'Ответ длинный, а про срок ни слова. Начните с того, что уже сделано.',
  'Добавьте телефон с добавочным и уберите ссылку на приказ: она автору ничего не говорит.',
];

export const returnReason =
  'Вопрос не относится к полномочиям нашего органа: этим занимаются коллеги, просим направить им.';

/** The answer to a message: its own if one was written for it, else one that fits many. */
export function draftText(message: DemoMessage, kind: 'interim' | 'final', index: number, until: string): string {
  if (kind === 'interim') return (interim[index % interim.length] as (until: string) => string)(until);
  return message.reply ?? (final[index % final.length] as string);
}

/** The text after remarks: what was asked for is added. */
export const revised = (text: string): string =>
  `${text}\nЕсли что-то пойдёт не так, пишите прямо мне: otvet@khv27.example, отвечу в тот же день.`;

let posts = 40_000;

/** A link of an invented answer in a network; no two are the same. */
export function answerLink(network: Network): string {
  posts += 1;
  return {
    vk: `https://vk.com/wall-990000001_${posts}?reply=${posts + 1}`,
    ok: `https://ok.ru/group/99000000000001/topic/1590009${posts}`,
    facebook: `https://www.facebook.com/khv27.otvet/posts/99000000${posts}`,
    instagram: `https://www.instagram.com/p/Otvet${posts}/`,
    twitter: `https://twitter.com/khv27_otvet/status/90000000000${posts}`,
  }[network];
}
