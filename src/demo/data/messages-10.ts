import type { DemoMessage } from './message.types.js';

export const messages10: readonly DemoMessage[] = [
  {
    network: 'facebook', kind: 'no-question', topic: 'g01-t05', oktmo: '08701000',
    authorities: [], authorName: 'Инесса Кордова',
    url: 'https://www.facebook.com/khv27.gorod/posts/9900000046423',
    text:
      'Осенний Хабаровск прекрасен: пруды, золотая листва, тёплый свет. Гуляла сегодня три часа и ни о чём не ' +
      'думала. Всем хорошего воскресенья.',
  },
  {
    network: 'ok', kind: 'question', topic: 'g22-t02', oktmo: '08603404',
    authorities: ['min-prirody'], authorName: 'Нюра Самар',
    url: 'https://ok.ru/group/99000000000001/topic/159000000285084',
    profileUrl: 'https://ok.ru/profile/990000001116',
    text: 'Джуен, озеро Болонь мелеет, рыба дохнет у берега кверху брюхом. Пробы кто нибудь возьмёт?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g13-t01', oktmo: '08701000',
    authorities: ['kom-tek'], authorName: 'Самуил Гринберг',
    url: 'https://vk.com/wall-990000003_4849?reply=4855',
    profileUrl: 'https://vk.com/id990101391',
    text:
      'Отключили газ всему стояку из-за одного должника на 2 этаже. Неделю готовим на плитке. Законно ли ' +
      'наказывать 9 квартир за одну?',
  },
  {
    network: 'instagram', kind: 'question', topic: 'g03-t11', oktmo: '08614402',
    authorities: ['min-trans'], authorName: 'masha_na_bame',
    url: 'https://www.instagram.com/p/Cb2QS353F2h/',
    text:
      'Электричка до Ургала теперь раз в два дня вместо каждого. Школьники, врачи, магазин — всё там! Верните ' +
      'ежедневную 🚂',
  },
  {
    network: 'vk', kind: 'question', topic: 'g04-t04', oktmo: '08614153',
    authorities: ['min-zdrav'], authorName: 'Дарина Пономарь',
    url: 'https://vk.com/wall-990000004_4856?reply=4857',
    profileUrl: 'https://vk.com/id990101404',
    text:
      'Отказали в приёме с острой болью «вы не прикреплены». Я в командировке, полис с собой! Новый Ургал. ' +
      'Просидела ночь на обезболивающих.',
  },
  {
    network: 'vk', kind: 'question', topic: 'g01-t17', oktmo: '08701000',
    authorities: ['min-zhkh'], authorName: 'Захария Носов',
    url: 'https://vk.com/wall-990000005_4863?reply=4865',
    profileUrl: 'https://vk.com/id990101417',
    text:
      'Раскопали теплотрассу на Ким Ю Чена в августе, трубу положили, а яму нет. Ну то есть яма есть, асфальта ' +
      'нет. Забор упал. Дети играют в «Титаник».',
  },
  {
    network: 'ok', kind: 'question', topic: 'g02-t02', oktmo: '08624413',
    authorities: ['min-soc'], authorName: 'Семья Дрожжиных',
    url: 'https://ok.ru/group/99000000000002/topic/159000000293003',
    text:
      'Дурмин. Нас пятеро детей плюс мы. Землю многодетным дали в 12 км от дороги, ни света ни проезда, зимой туда ' +
      'на вездеходе. Можно поменять на сертификат? Слышали что где-то дают деньгами. Напишите куда и какие бумаги, ' +
      'только простыми словами пожалуйста, мы не юристы. С уважением, Дрожжины',
  },
  {
    network: 'twitter', kind: 'question', topic: 'g01-t25', oktmo: '08701000',
    authorities: ['min-stroy', 'upr-okn'], authorName: 'grad_khv',
    url: 'https://twitter.com/khv27_grad_khv/status/9000000000001361477',
    profileUrl: 'https://twitter.com/khv27_grad_khv',
    text: 'Сетка на фасаде Ленина, 26 висит пятый год. Под ней, по слухам, дом. Можно увидеть сроки?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g14-t01', oktmo: '08655416',
    authorities: ['kom-grazhd-zashchita'], authorName: 'Никанор Щукин',
    url: 'https://vk.com/wall-990000001_4870?reply=4873',
    profileUrl: 'https://vk.com/id990101430',
    text:
      'Елабуга. Сирена орала в 4 утра 20 минут, мы выскочили с документами кто в чём. Оказалось учения!! ' +
      'Предупреждать надо, у соседки давление 200',
  },
  {
    network: 'ok', kind: 'no-question', topic: 'g04-t22', oktmo: '08617101',
    authorities: [], authorName: 'Анна Тимофеевна',
    url: 'https://ok.ru/group/99000000000003/topic/159000000300922',
    text:
      'Хочу сказать спасибо врачам Вяземской больницы, хирургическое. Подняли меня на ноги. Низкий поклон вам, ' +
      'дорогие, здоровья и терпения!',
  },
  {
    network: 'vk', kind: 'question', topic: 'g06-t09', oktmo: '08655465',
    authorities: ['min-obr'], authorName: 'Таисия Белоногова',
    url: 'https://vk.com/wall-990000002_4877?reply=4881',
    profileUrl: 'https://vk.com/id990101443',
    text:
      'В первый класс не взяли по прописке — «мест нет, идите в управление». В управлении — «идите в школу». 6 ' +
      'сентября уже.\n\n' +
      'Ребёнок дома сидит, спрашивает когда ему в школу с букетом. Букет завял, кстати.',
  },
  {
    network: 'ok', kind: 'question', topic: 'g03-t07', oktmo: '08637416',
    authorities: ['min-trans'], authorName: 'Макар Удинкан',
    url: 'https://ok.ru/group/99000000000001/topic/159000000308841',
    profileUrl: 'https://ok.ru/profile/990000001209',
    text: 'Удинск. Дороги нет, вертолёт раз в месяц если повезёт. Можно хотя бы 2 раза, чтоб почту и больных?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g22-t01', oktmo: '08642101',
    authorities: ['min-prirody'], authorName: 'Вальтер Шмидт',
    url: 'https://vk.com/wall-990000003_4884?reply=4889',
    text:
      'Угольная пыль в порту! Подоконник чёрный через час после уборки. Совгавань, микрорайон у причала. Что мы ' +
      'вдыхаем?',
  },
];
