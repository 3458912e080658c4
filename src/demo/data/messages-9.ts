import type { DemoMessage } from './message.types.js';

export const messages9: readonly DemoMessage[] = [
  {
    network: 'ok', kind: 'question', topic: 'g02-t06', oktmo: '08609101',
    authorities: ['min-soc'], authorName: 'Светлана Игнатова',
    url: 'https://ok.ru/group/99000000000001/topic/159000000237570',
    text:
      'Бикинский дом-интернат. Папа там третий год. Не пускают проведать уже месяц, говорят карантин, а какой не ' +
      'говорят. По телефону папа плачет. Объясните что происходит',
  },
  {
    network: 'vk', kind: 'question', topic: 'g01-t20', oktmo: '08701000',
    authorities: ['min-zhkh'], authorName: 'Ринат Фахрутдинов',
    url: 'https://vk.com/wall-990000005_4758?reply=4763',
    profileUrl: 'https://vk.com/id990101222',
    text: 'По программе дворов нам положили асфальт ВЫШЕ порога подъезда. Теперь вода течёт внутрь. Панфиловцев 28.',
  },
  {
    network: 'instagram', kind: 'question', topic: 'g05-t06', oktmo: '08701000',
    authorities: ['min-prirody'], authorName: 'nadya_cooks',
    url: 'https://www.instagram.com/p/CxbKG8qYSd4/',
    profileUrl: 'https://www.instagram.com/khv27_nadya_cooks/',
    text: 'Сортирую мусор, мою баночки, а потом приезжает ОДНА машина и валит всё в кучу♻️😒 смысл?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g03-t03', oktmo: '08709000',
    authorities: ['min-trans'], authorName: 'Игнат Беспалов',
    url: 'https://vk.com/wall-990000001_4765?reply=4771',
    text: 'Трамвай № 2 дует из всех щелей, сижу пишу а у меня варежка примёрзла к поручню',
  },
  {
    network: 'vk', kind: 'question', topic: 'g06-t16', oktmo: '08614151',
    authorities: ['min-obr', 'min-fin'], authorName: 'Майя Ермолаева',
    url: 'https://vk.com/wall-990000002_4772?reply=4773',
    profileUrl: 'https://vk.com/id990101248',
    text:
      'Я учитель, работаю в Чегдомыне, 3-й год не возмещают за дрова и свет. По закону сельским положено! Район ' +
      'говорит — край денег не дал. Край, вы деньги дали?',
  },
  {
    network: 'ok', kind: 'threat-to-officials', topic: 'g07-t08', oktmo: '08709000',
    authorities: [], authorName: 'Тень Тень',
    url: 'https://ok.ru/group/99000000000002/topic/159000000245489',
    profileUrl: 'https://ok.ru/profile/990000000961',
    text:
      'Передайте начальнику дорог: машину его спалю прямо у подъезда, и жене скажите пусть детей далеко не ' +
      'отпускает',
  },
  {
    network: 'ok', kind: 'question', topic: 'g25-t01', oktmo: '08603101',
    authorities: ['min-zhkh'], authorName: 'Степан Данилович',
    url: 'https://ok.ru/group/99000000000003/topic/159000000253408',
    text:
      'Амурск. За место на кладбище попросили 8 тыс «за выбор участка». Это что за услуга такая? Жена умерла 3 ' +
      'числа',
  },
  {
    network: 'facebook', kind: 'question', topic: 'g01-t02', oktmo: '08701000',
    authorities: ['min-zhkh', 'min-trans'], authorName: 'Марк Вольнов',
    url: 'https://www.facebook.com/khv27.krai/posts/9900000039281',
    profileUrl: 'https://www.facebook.com/khv27.resident.111',
    text:
      'Предложение, а не жалоба. Вдоль уссурийского бульвара есть полоса, где легко помещается велодорожка — от ' +
      'прудов до набережной. Нужна разметка, шесть пандусов и перенос трёх столбов. Готов показать схему и пройти ' +
      'ногами с любым вашим специалистом. Кому её отправить?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g04-t14', oktmo: '08655448',
    authorities: ['min-zdrav'], authorName: 'Оля Птичкина',
    url: 'https://vk.com/wall-990000003_4779?reply=4781',
    profileUrl: 'https://vk.com/id990101261',
    text: 'в Некрасовке нет прививок АКДС для годовалых уже 2 месяца. нам пропускать?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g08-t25', oktmo: '08709000',
    authorities: ['gu-gos-kontrol'], authorName: 'Мартин Гофман',
    url: 'https://vk.com/wall-990000004_4786?reply=4789',
    text:
      'Канализация в подвале, Вокзальная 44. Комары зимой! Запах до пятого. УК приезжает, сыплет хлорку, уезжает. ' +
      'И так с марта',
  },
  {
    network: 'instagram', kind: 'question', topic: 'g18-t01', oktmo: '08701000',
    authorities: ['min-sport'], authorName: 'khv.runner',
    url: 'https://www.instagram.com/p/Cfis0xZM41p/',
    profileUrl: 'https://www.instagram.com/khv27_khvrunner/',
    text:
      'Осветите пожалуйста беговую дорожку на стадионе за политеном, после 17 бегаем с фонариками на лбу, как ' +
      'шахтёры 😄',
    reply:
      'Здравствуйте! Фонари на дорожке включим с 1 ноября: по будням с 6:30 до 8:30 и с 16:30 до 22:00. Столбы там ' +
      'есть, заменим 14 ламп и щиток.\n' +
      'Если какой-то участок останется тёмным, скажите, довесим. Пишите на stadion@minsport.example или звоните: ' +
      '+7 (4212) 00-00-00, доб. 372. Налобники можно снимать!',
  },
  {
    network: 'ok', kind: 'question', topic: 'g10-t02', oktmo: '08646411',
    authorities: ['min-selhoz'], authorName: 'Вениамин К.',
    url: 'https://ok.ru/group/99000000000001/topic/159000000261327',
    profileUrl: 'https://ok.ru/profile/990000001023',
    text: 'Чумикан уголь в мешках 900 руб. Прошлый год был 520. Кто пилит?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g01-t03', oktmo: '08701000',
    authorities: ['min-zhkh'], authorName: 'Лейла Сафина',
    url: 'https://vk.com/wall-990000005_4793?reply=4797',
    text: 'Двор не чищен ни разу за зиму, ул. Большая 8. Дворника не видели, есть ли он в природе?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g04-t18', oktmo: '08612151',
    authorities: ['min-zdrav'], authorName: 'Тихон Ларин',
    url: 'https://vk.com/wall-990000001_4800?reply=4805',
    profileUrl: 'https://vk.com/id990101300',
    text:
      'В Ванинской больнице рентген сломан 4 месяца. С переломом везут в Совгавань, 40 км по кочкам, с переломом!!',
  },
  {
    network: 'ok', kind: 'obscene-or-insulting', topic: 'g04-t07',
    authorities: [], authorName: 'Кто Надо',
    url: 'https://ok.ru/group/99000000000002/topic/159000000269246',
    profileUrl: 'https://ok.ru/profile/990000001054',
    text: 'какие же вы там все идиоты и бездари, ваша главврачиха жирная корова и дура набитая, гнать поганой метлой',
  },
  {
    network: 'twitter', kind: 'question', topic: 'g12-t01', oktmo: '08646411',
    authorities: ['min-it-svyaz'], authorName: 'olga_na_severe',
    url: 'https://twitter.com/khv27_olga_na_s/status/9000000000001256748',
    text:
      'Чумикан. Спутниковый интернет 1 Мбит на всё село и 3800 в месяц. Школьники сдают задания голубиной почтой. ' +
      'Что по оптике?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g14-t02', oktmo: '08701000',
    authorities: ['upr-veterinariya'], authorName: 'Платон Зимин',
    url: 'https://vk.com/wall-990000002_4807?reply=4813',
    profileUrl: 'https://vk.com/id990101313',
    text: 'Сбили собаку на Тихоокеанской, лежит живая второй час, ни одна служба не едет. У кого полномочия-то?',
  },
  {
    network: 'ok', kind: 'question', topic: 'g03-t08', oktmo: '08617420',
    authorities: ['min-trans'], authorName: 'Ефросинья Кузьминична',
    url: 'https://ok.ru/group/99000000000003/topic/159000000277165',
    profileUrl: 'https://ok.ru/profile/990000001085',
    text:
      'Капитоновка, автобус останавливается у магазина а нам старикам с конца села 3 км. Раньше заворачивал! ' +
      'Верните остановку у клуба.',
  },
  {
    network: 'vk', kind: 'question', topic: 'g17-t01', oktmo: '08709000',
    authorities: ['kom-zags-arhiv'], authorName: 'Амалия Вирт',
    url: 'https://vk.com/wall-990000003_4814?reply=4815',
    text:
      'Хотим расписаться 22.02, красивая дата, в ЗАГСе говорят только с 8 утра в очередь живую. Правда? Невеста на ' +
      'морозе в платье? 😅',
  },
  {
    network: 'vk', kind: 'question', topic: 'g10-t01', oktmo: '08701000',
    authorities: ['kom-goszakaz'], authorName: 'Ждан Коростелёв',
    url: 'https://vk.com/wall-990000004_4821?reply=4823',
    profileUrl: 'https://vk.com/id990101339',
    text:
      'Маленькая фирма, 6 человек, чиним крыши. На закупках требуют обеспечение контракта больше, чем вся наша ' +
      'прибыль за год. Есть ли закупки для таких как мы?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g08-t27', oktmo: '08701000',
    authorities: ['gu-gos-kontrol'], authorName: 'Милана Ощуркова',
    url: 'https://vk.com/wall-990000005_4828?reply=4831',
    profileUrl: 'https://vk.com/id990101352',
    text:
      'Залило с чердака после оттепели, потолок рухнул на кровать, слава богу никого дома не было. УК составлять ' +
      'акт отказывается "сугроб был вашей ответственности". Сугроб. На крыше. Моей ответственности',
  },
  {
    network: 'vk', kind: 'question', topic: 'g01-t16', oktmo: '08701000',
    authorities: ['min-zhkh'], authorName: 'Яна Филимонова',
    url: 'https://vk.com/wall-990000001_4835?reply=4839',
    text:
      'На всём Амурском бульваре убрали лавочки на ремонт, обещали вернуть к маю. Июль. Пенсионеры сидят на ' +
      'бордюрах, я сижу на бордюре с годовалым. Где лавки?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g23-t01', oktmo: '08655443',
    authorities: ['min-imush'], authorName: 'Пётр Самсонович',
    url: 'https://vk.com/wall-990000002_4842?reply=4847',
    profileUrl: 'https://vk.com/id990101378',
    text:
      'Межевание соседнего участка залезло на мой на 4 метра, участок краевой, сдаётся в аренду фирме. ' +
      'Мичуринское. Куда с этим идти?',
  },
  {
    network: 'facebook', kind: 'question', topic: 'g12-t01', oktmo: '08624410',
    authorities: ['min-it-svyaz'], authorName: 'Леся Домбровская',
    url: 'https://www.facebook.com/khv27.podslushano/posts/9900000042852',
    profileUrl: 'https://www.facebook.com/khv27.resident.112',
    text:
      'Долми. Дочь учится дистанционно на третьем курсе. Для того чтобы сдать зачёт, мы ездим на машине на перевал ' +
      'за 30 километров — там ловит. Сидим в машине с ноутбуком и термосом. В какой очереди наш посёлок на ' +
      'интернет?',
  },
];
