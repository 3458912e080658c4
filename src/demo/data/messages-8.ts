import type { DemoMessage } from './message.types.js';

export const messages8: readonly DemoMessage[] = [
  {
    network: 'vk', kind: 'question', topic: 'g06-t05', oktmo: '08612151',
    authorities: ['min-obr'], authorName: 'Мила Уварова',
    url: 'https://vk.com/wall-990000002_4667?reply=4671',
    profileUrl: 'https://vk.com/id990101053',
    text:
      'В Ванино закрыли кружок робототехники, преподаватель уехал. Сын рыдает, у него робот недособранный. Найдёте ' +
      'замену?',
  },
  {
    network: 'ok', kind: 'question', topic: 'g06-t10', oktmo: '08628416',
    authorities: ['min-obr'], authorName: 'Ян Пассар',
    url: 'https://ok.ru/group/99000000000002/topic/159000000197975',
    profileUrl: 'https://ok.ru/profile/990000000775',
    text: 'Дада. В школьном туалете на улице минус тридцать. Интернат, XXI век',
  },
  {
    network: 'twitter', kind: 'question', topic: 'g14-t01', oktmo: '08624450',
    authorities: ['min-prirody'], authorName: 'tigrenok_lazo',
    url: 'https://twitter.com/khv27_tigrenok_/status/9000000000001047290',
    text:
      'Сукпай. Тигр третью ночь ходит по посёлку, двух собак нет. Охотнадзор: «не трогайте его». Да мы-то не ' +
      'тронем!',
  },
  {
    network: 'vk', kind: 'question', topic: 'g05-t05', oktmo: '08655415',
    authorities: ['min-prirody'], authorName: 'Эдуард Пшеничный',
    url: 'https://vk.com/wall-990000003_4674?reply=4679',
    profileUrl: 'https://vk.com/id990101066',
    text:
      'Правда что возле Дружбы мусорный полигон будут расширять? Слушания прошли в рабочий день в 11 утра, пришли ' +
      '9 человек. Мы против!! Где документы посмотреть?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g06-t13', oktmo: '08701000',
    authorities: ['min-obr'], authorName: 'Злата Романюк',
    url: 'https://vk.com/wall-990000004_4681?reply=4687',
    profileUrl: 'https://vk.com/id990101079',
    text: 'Можно ли пересдать ОГЭ по математике осенью если уже забрали документы в колледж? Везде пишут разное',
    reply:
      'Здравствуйте, Злата! Да, можно. Осенью пересдаёт тот, у кого двойки не больше чем по двум предметам. Где ' +
      'сейчас лежат документы, не важно.\n' +
      'Заявление подайте в свою бывшую школу до 20 августа, математика будет в начале сентября. Колледж держит ' +
      'место до результата. Звоните: +7 (4212) 00-00-00, доб. 150.',
  },
  {
    network: 'vk', kind: 'question', topic: 'g08-t07', oktmo: '08709000',
    authorities: ['min-zhkh'], authorName: 'Гордей Ветров',
    url: 'https://vk.com/wall-990000005_4688?reply=4689',
    text: 'Горячей воды нет с 1 июня. Сейчас сентябрь. Просто напоминаю, вдруг забыли. Ленинградская 35.',
  },
  {
    network: 'ok', kind: 'question', topic: 'g20-t02', oktmo: '08609408',
    authorities: ['min-stroy', 'min-zdrav'], authorName: 'Капитолина',
    url: 'https://ok.ru/group/99000000000003/topic/159000000205894',
    profileUrl: 'https://ok.ru/profile/990000000806',
    text:
      'Лермонтовка, ФАП новый строят второй год. Стены есть, окон нет. Фельдшер принимает в бывшей конторе, там ' +
      'грибок. Когда сдадут?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g04-t15', oktmo: '08701000',
    authorities: ['min-zdrav'], authorName: 'Регина Облонская',
    url: 'https://vk.com/wall-990000001_4695?reply=4697',
    profileUrl: 'https://vk.com/id990101105',
    text:
      'Медсестра на Ленинградской в процедурном орала на мою маму: «руки держать не умеете, зачем пришли». Маме ' +
      '72, после инсульта. Фамилии на бейдже не было, 14 октября около 9 утра. Я хочу, чтобы перед мамой ' +
      'извинились. Всё.',
    reply:
      'Здравствуйте, Регина! Нам очень жаль, что с мамой так обошлись. Медсестру нашли, с ней говорила главная ' +
      'сестра. Сегодня она сама позвонит вашей маме и попросит прощения. Заведующая придёт вместе с ней, если мама ' +
      'согласна на встречу.\n' +
      'Бейджи теперь у всех. Процедуры маме может делать другая сестра, на дому. Скажите, как удобно: +7 (4212) ' +
      '00-00-00, доб. 310.',
  },
  {
    network: 'instagram', kind: 'question', topic: 'g22-t02', oktmo: '08631101',
    authorities: ['min-prirody'], authorName: 'rybalka_nikolaevsk',
    url: 'https://www.instagram.com/p/Cd3MBlfECBv/',
    text: 'Запрет на корюшку до какого числа? В группе пишут 20 мая, инспектор говорит 10 июня 🤷‍♂️',
  },
  {
    network: 'ok', kind: 'no-question', topic: 'g02-t12',
    authorities: [], authorName: 'Сваха Тоня',
    url: 'https://ok.ru/group/99000000000001/topic/159000000213813',
    profileUrl: 'https://ok.ru/profile/990000000837',
    text: 'Отправь эту открытку 10 друзьям и завтра придёт хорошая новость 🌹🌹🌹 у меня сбылось!!!',
  },
  {
    network: 'vk', kind: 'question', topic: 'g07-t20', oktmo: '08655443',
    authorities: ['min-trans'], authorName: 'Лев Огородников',
    url: 'https://vk.com/wall-990000002_4702?reply=4705',
    profileUrl: 'https://vk.com/id990101118',
    text:
      'Прошу внести в план ремонта подъезд к Воронежу-3 от трассы, 1,8 км. Щебень смыло, каждую весну тащим машины ' +
      'трактором, автобус не ездит с апреля. Живёт 220 человек, 40 детей',
  },
  {
    network: 'ok', kind: 'question', topic: 'g08-t20', oktmo: '08631158',
    authorities: ['min-zhkh'], authorName: 'Матрёна Ивановна П.',
    url: 'https://ok.ru/group/99000000000002/topic/159000000221732',
    text:
      'Многовершинный. Рудник живёт а мы помираем. Дом без воды, подъезд без дверей. Людей пол посёлка уехало, нас ' +
      'в одном подъезде трое, отапливаем улицу. Соберите нас в один дом, мы согласны!!',
  },
  {
    network: 'vk', kind: 'question', topic: 'g03-t02', oktmo: '08620449',
    authorities: ['min-trans'], authorName: 'Филипп Дронов',
    url: 'https://vk.com/wall-990000003_4709?reply=4713',
    profileUrl: 'https://vk.com/id990101131',
    text: 'Переезд в Селихино: поезда стоят по 40 минут поперёк дороги, скорая не проедет. Мост пешеходный хотя бы!',
  },
  {
    network: 'vk', kind: 'question', topic: 'g12-t01', oktmo: '08701000',
    authorities: ['min-it-svyaz'], authorName: 'Арсений Пегов',
    url: 'https://vk.com/wall-990000004_4716?reply=4721',
    profileUrl: 'https://vk.com/id990101144',
    text: 'ИНТЕРНЕТ В ЧАСТНОМ СЕКТОРЕ (Красная Речка) БУДЕТ ИЛИ НЕТ??? ТРИ КИЛОМЕТРА ОТ ЦЕНТРА ГОРОДА. 2G!!!',
  },
  {
    network: 'facebook', kind: 'question', topic: 'g06-t10', oktmo: '08701000',
    authorities: ['min-obr'], authorName: 'Софья Юркевич',
    url: 'https://www.facebook.com/khv27.gorod/posts/9900000035710',
    text:
      'В детском саду на Рокоссовского чёрная плесень в спальне. Закрасили. Проступила. Закрасили ещё раз. У троих ' +
      'детей бронхит. Нас интересует не покраска, а экспертиза вентиляции — кто и когда её проведёт?',
  },
  {
    network: 'instagram', kind: 'question', topic: 'g05-t08', oktmo: '08624154',
    authorities: ['min-prirody'], authorName: 'mukhen_today',
    url: 'https://www.instagram.com/p/CJAFq4GgNrF/',
    profileUrl: 'https://www.instagram.com/khv27_mukhen_today/',
    text:
      'Отгадайте, что это: не музей, не стадион, а занимает 2 гектара? Правильно, свалка опила и горбыля за ' +
      'пилорамой. Тлеет с июля 🔥',
  },
  {
    network: 'vk', kind: 'question', topic: 'g02-t13', oktmo: '08701000',
    authorities: ['min-soc'], authorName: 'Элина Погодина',
    url: 'https://vk.com/wall-990000005_4723?reply=4729',
    profileUrl: 'https://vk.com/id990101157',
    text:
      'Одна с двумя детьми, официальный доход 19 тыс. Отказали в пособии потому что «превышен доход на 43 рубля». ' +
      'Сорок три рубля, люди!!! Это шоколадка. Можно как-то пересмотреть?',
    reply:
      'Здравствуйте, Элина! Мы пересчитали ваш доход. В него по ошибке попали разовые алименты за прошлый год. Без ' +
      'них вы проходите, и пособие назначили с сентября.\n' +
      'Деньги за два месяца придут на карту до 26 октября, дальше — до 5 числа каждого месяца. Новое заявление не ' +
      'нужно. Если перевода не будет, звоните: +7 (4212) 00-00-00, доб. 221, Светлана.',
  },
  {
    network: 'ok', kind: 'question', topic: 'g08-t02', oktmo: '08620435',
    authorities: ['kom-tarif'], authorName: 'Прохор Ильич',
    url: 'https://ok.ru/group/99000000000003/topic/159000000229651',
    text: 'Электричество в Молодёжном почему считают по городскому тарифу? мы посёлок',
    reply:
      'Здравствуйте, Прохор Ильич! Вы правы: в Молодёжном действует сельский тариф, он ниже на треть. Ваш дом по ' +
      'ошибке записали как городской, это исправили 15 октября.\n' +
      'Переплату за год посчитают и засчитают вперёд. Новый счёт придёт в ноябре. Если сумма покажется неверной, ' +
      'звоните: +7 (4212) 00-00-00, доб. 332.',
  },
  {
    network: 'vk', kind: 'obscene-or-insulting', topic: 'g08-t05', oktmo: '08709000',
    authorities: [], authorName: 'Витёк Бузин',
    url: 'https://vk.com/wall-990000001_4730?reply=4731',
    profileUrl: 'https://vk.com/id990101170',
    text:
      'Слышь, крысы кабинетные, вы там совсем ох*ели?? Твари бессовестные, только воровать умеете, чтоб вас всех ' +
      'на помойку вместе с вашими батареями',
  },
  {
    network: 'vk', kind: 'question', topic: 'g11-t02', oktmo: '08701000',
    authorities: ['min-kult'], authorName: 'Евдокия Ростовская',
    url: 'https://vk.com/wall-990000002_4737?reply=4739',
    profileUrl: 'https://vk.com/id990101183',
    text: 'Почему в краевой филармонии нет детских утренников по выходным? Раньше были',
  },
  {
    network: 'vk', kind: 'question', topic: 'g14-t01', oktmo: '08644404',
    authorities: ['upr-lesami', 'kom-grazhd-zashchita'], authorName: 'Николай Ткачук',
    url: 'https://vk.com/wall-990000003_4744?reply=4747',
    text:
      'Берёзовый, огонь в 3 км от посёлка, пепел на бельё летит. Есть план эвакуации? Нам никто ничего не говорит, ' +
      'в чатах паника, собирают чемоданы. Хоть слово от официальных лиц!',
  },
  {
    network: 'twitter', kind: 'question', topic: 'g07-t14', oktmo: '08709000',
    authorities: ['min-trans'], authorName: 'lena_veter',
    url: 'https://twitter.com/khv27_lena_vete/status/9000000000001152019',
    profileUrl: 'https://twitter.com/khv27_lena_vete',
    text:
      'Переход у 51-й школы без светофора и «зебры». Первоклашки перебегают между фурами. Что должно случиться, ' +
      'чтобы его сделали?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g04-t08', oktmo: '08701000',
    authorities: ['min-zdrav'], authorName: 'Ульяна Тен',
    url: 'https://vk.com/wall-990000004_4751?reply=4755',
    profileUrl: 'https://vk.com/id990101209',
    text:
      'Медосмотр для садика: 6 врачей, 6 разных дней, 3 разных здания. Отгулов больше нет. Один день «здорового ' +
      'ребёнка» вернуть нельзя?',
  },
];
