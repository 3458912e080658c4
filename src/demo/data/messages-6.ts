import type { DemoMessage } from './message.types.js';

export const messages6: readonly DemoMessage[] = [
  {
    network: 'vk', kind: 'question', topic: 'g07-t02', oktmo: '08701000',
    authorities: ['min-trans'], authorName: 'Юрий Парамонов',
    url: 'https://vk.com/wall-990000002_4492?reply=4495',
    profileUrl: 'https://vk.com/id990100728',
    text:
      'Пионерская после каждого дождя — река. Сегодня машина заглохла, вода выше порога. Ливнёвку чистить ' +
      'пробовали?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g12-t01', oktmo: '08644416',
    authorities: ['min-it-svyaz'], authorName: 'Эльвира Самар',
    url: 'https://vk.com/wall-990000003_4499?reply=4503',
    profileUrl: 'https://vk.com/id990100741',
    text:
      'Кондон, в селе нет сотовой связи вообще. Ни одной палочки. Вызвать скорую — бежать на горку за 2 км. Детям ' +
      'задают уроки в интернете, а где его взять, с неба? Обещали вышку в прошлом году. Мы живые тут ещё.',
  },
  {
    network: 'facebook', kind: 'question', topic: 'g03-t05', oktmo: '08701000',
    authorities: ['min-trans', 'min-soc'], authorName: 'Геннадий Шаповалов',
    url: 'https://www.facebook.com/khv27.gorod/posts/9900000024997',
    text:
      'Почему проезд для пенсионеров по социальной карте ограничен 30 поездками в месяц? Я езжу на диализ три раза ' +
      'в неделю, туда и обратно с пересадкой — это уже 48. Остальное — из пенсии. Кто это придумал и можно ли ' +
      'сделать исключение для таких, как я?',
  },
  {
    network: 'instagram', kind: 'question', topic: 'g01-t07', oktmo: '08709000',
    authorities: ['min-stroy'], authorName: 'dv_drone_view',
    url: 'https://www.instagram.com/p/C6W70wakADy/',
    profileUrl: 'https://www.instagram.com/khv27_dv_drone_view/',
    text:
      'Набережную Комсомольска сделали красиво, не спорю🔥 но плитка уже отваливается после первой зимы. Гарантия ' +
      'есть?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g04-t10', oktmo: '08709000',
    authorities: ['min-zdrav'], authorName: 'Полина Аверьянова',
    url: 'https://vk.com/wall-990000004_4506?reply=4511',
    profileUrl: 'https://vk.com/id990100754',
    text:
      'Нигде в городе нет сиропа Нурофен и антибиотика детского!!! Обошли 9 аптек. У ребёнка 39,4. Что нам делать?!',
  },
  {
    network: 'vk', kind: 'question', topic: 'g02-t03', oktmo: '08631101',
    authorities: ['min-soc', 'min-fin'], authorName: 'Захар Морозов',
    url: 'https://vk.com/wall-990000005_4513?reply=4519',
    text:
      'Подъёмные молодым специалистам задерживают полгода. Приехал работать в Николаевск по вашей программе, ' +
      'поверил. Снимаю угол, в долгах. «Нет финансирования». А когда агитировали — было?',
  },
  {
    network: 'instagram', kind: 'obscene-or-insulting', topic: 'g05-t02', oktmo: '08701000',
    authorities: [], authorName: 'angry_bird_027',
    url: 'https://www.instagram.com/p/CeJw1w5BsAP/',
    profileUrl: 'https://www.instagram.com/khv27_angry_bird_027/',
    text: 'Идите вы в ж*пу со своим мусором, козлы вонючие. Свиньи в пиджаках 🐷🐷🐷',
  },
  {
    network: 'ok', kind: 'question', topic: 'g02-t10', oktmo: '08609101',
    authorities: ['min-stroy'], authorName: 'Софья Чжан',
    url: 'https://ok.ru/group/99000000000001/topic/159000000142542',
    profileUrl: 'https://ok.ru/profile/990000000558',
    text:
      'Здравствуйте. Бикин. Стоим в очереди на молодую семью с 2015 года, были 62 стали 58. Такими темпами получим ' +
      'к пенсии. Есть ли другие программы?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g16-t01', oktmo: '08701000',
    authorities: ['min-soc'], authorName: 'Матвей Лисицын',
    url: 'https://vk.com/wall-990000001_4520?reply=4521',
    text:
      'Здравствуйте, мой брат уехал служить, осталась жена с двумя детьми, один в садике. Слышал что садик должны ' +
      'дать бесплатно. В саду говорят «нам бумага не приходила»',
  },
  {
    network: 'twitter', kind: 'question', topic: 'g21-t01', oktmo: '08709000',
    authorities: ['upr-okn'], authorName: 'starik_hottabych27',
    url: 'https://twitter.com/khv27_starik_ho/status/9000000000000733103',
    profileUrl: 'https://twitter.com/khv27_starik_ho',
    text:
      'С мозаики на ДК в Комсомольске отваливается смальта. Её закрыли баннером с рекламой. Проблема решена, как ' +
      'говорится.',
  },
  {
    network: 'vk', kind: 'question', topic: 'g05-t01', oktmo: '08655465',
    authorities: ['kom-tarif', 'min-zhkh'], authorName: 'Рената Гилязова',
    url: 'https://vk.com/wall-990000002_4527?reply=4529',
    profileUrl: 'https://vk.com/id990100793',
    text: 'За мусор насчитали на 5 человек, прописан один. Мёртвые души у них тоже мусорят?)))',
    reply:
      'Здравствуйте, Рената! Вам пересчитают плату на одного человека, с того месяца, как остальные выписались. ' +
      'Новый счёт придёт до 5 ноября, лишнее засчитают вперёд.\n' +
      'Чтобы всё прошло, пришлите справку о тех, кто прописан в доме: tko@komtarif.example. Её дают в МФЦ за один ' +
      'день. Если завтра не ответим, звоните: +7 (4212) 00-00-00, доб. 330.',
  },
  {
    network: 'vk', kind: 'question', topic: 'g14-t01', oktmo: '08612410',
    authorities: ['kom-grazhd-zashchita'], authorName: 'Семён Крутиков',
    url: 'https://vk.com/wall-990000003_4534?reply=4537',
    text:
      'Монгохто. Нашли в лесу за дачами что-то похожее на снаряд, ржавый. Обтянули верёвкой сами. Пришлите сапёров',
  },
  {
    network: 'ok', kind: 'question', topic: 'g11-t01', oktmo: '08624151',
    authorities: ['min-kult'], authorName: 'Вера Николаевна',
    url: 'https://ok.ru/group/99000000000002/topic/159000000150461',
    profileUrl: 'https://ok.ru/profile/990000000589',
    text: 'Дом культуры Переяславка, зал не топят, хор репетирует в пуховиках. Голоса садятся',
  },
  {
    network: 'instagram', kind: 'question', topic: 'g06-t14', oktmo: '08701000',
    authorities: ['min-obr'], authorName: 'studentka_togu',
    url: 'https://www.instagram.com/p/CFq7dH3YeG4/',
    profileUrl: 'https://www.instagram.com/khv27_studentka_togu/',
    text: 'когда будет губернаторская стипендия??? должна была прийти до 25 числа, сейчас 9 следующего 🥲',
  },
  {
    network: 'vk', kind: 'question', topic: 'g20-t04', oktmo: '08701000',
    authorities: ['upr-okn', 'min-stroy'], authorName: 'Алексей Бутырин',
    url: 'https://vk.com/wall-990000004_4541?reply=4545',
    text:
      'На Муравьёва-Амурского снова повесили пластиковый короб с рекламой прямо на фасад 1902 года. Просверлили ' +
      'кирпич. Согласовано? Кем?',
  },
  {
    network: 'vk', kind: 'question', topic: 'g04-t07', oktmo: '08628437',
    authorities: ['min-zdrav'], authorName: 'Раиса Бельды',
    url: 'https://vk.com/wall-990000005_4548?reply=4553',
    profileUrl: 'https://vk.com/id990100832',
    text: 'Синда. Зубного не было 3 года. Зубы дёргаем сами или едем за 130 км. Дети с больными зубами ходят.',
    reply:
      'Здравствуйте, Раиса! Передвижной зубной кабинет приедет в Синду 11 ноября и пробудет четыре дня. Примут ' +
      'всех, сначала детей. Запись у фельдшера, список она уже ведёт.\n' +
      'Лечение по полису бесплатное. После Синды кабинет поедет в Найхин и Джари, а весной вернётся. Вопросы: +7 ' +
      '(4212) 00-00-00, доб. 315, zuby@minzdrav.example.',
  },
  {
    network: 'instagram', kind: 'no-question', topic: 'g10-t02', oktmo: '08701000',
    authorities: [], authorName: 'teplye_okna_khv',
    url: 'https://www.instagram.com/p/C2IPQNx1FKK/',
    profileUrl: 'https://www.instagram.com/khv27_teplye_okna_khv/',
    text:
      '🔥ОКНА БАЛКОНЫ НАТЯЖНЫЕ ПОТОЛКИ🔥 Скидка 40% только до воскресенья! Замер бесплатно, рассрочка без банка. ' +
      'Пишите в директ!!!',
  },
  {
    network: 'vk', kind: 'question', topic: 'g08-t15', oktmo: '08701000',
    authorities: ['min-zhkh'], authorName: 'Антон Зыков',
    url: 'https://vk.com/wall-990000001_4555?reply=4561',
    text: 'ул. Волочаевская 180, прорвало трубу, кипяток фонтаном третий этаж достаёт! Аварийка едет 2 часа',
  },
  {
    network: 'ok', kind: 'question', topic: 'g08-t03', oktmo: '08603405',
    authorities: ['min-zhkh'], authorName: 'Зоя Михайловна Рыбак',
    url: 'https://ok.ru/group/99000000000003/topic/159000000158380',
    profileUrl: 'https://ok.ru/profile/990000000620',
    text: 'Литовко. Воды нет пятый день, башня размёрзлась. Снег топим. Мне 69, вёдрами носить тяжело.',
    reply:
      'Здравствуйте, Зоя Михайловна! Башню отогрели и запустили сегодня в 11 часов, вода в домах есть. На трубе ' +
      'поставили греющий кабель, чтобы она не замёрзла снова.\n' +
      'Первый час вода может быть мутной, дайте ей стечь. Одиноким людям воду два раза в день привозит староста. ' +
      'Попросить его можно по номеру +7 (4212) 00-00-00, доб. 127. За пять дней плату не возьмут.',
  },
  {
    network: 'vk', kind: 'question', topic: 'g06-t18', oktmo: '08655465',
    authorities: ['min-obr', 'min-stroy'], authorName: 'Дина Колесникова',
    url: 'https://vk.com/wall-990000002_4562?reply=4563',
    profileUrl: 'https://vk.com/id990100858',
    text:
      'Тополево растёт как на дрожжах, а садик один на всех. Дали место в Хабаровске, на другом конце, полтора ' +
      'часа в одну сторону с двумя пересадками. Вы сами пробовали с трёхлеткой в 6 утра в автобус?\n\n' +
      'Когда построят второй садик? Землю под него лет пять назад показывали, там теперь борщевик и бетонные блоки.',
  },
  {
    network: 'instagram', kind: 'question', topic: 'g01-t13', oktmo: '08709000',
    authorities: ['min-zhkh'], authorName: '_v_gorode_k_',
    url: 'https://www.instagram.com/p/CJBD93OqgxY/',
    text: 'По тротуару на Аллее Труда можно изучать тектонику плит 🌋 бабули ходят по дороге',
  },
  {
    network: 'vk', kind: 'question', topic: 'g13-t02', oktmo: '08655459',
    authorities: ['kom-tek'], authorName: 'Ефим Лопатин',
    url: 'https://vk.com/wall-990000003_4569?reply=4571',
    profileUrl: 'https://vk.com/id990100871',
    text:
      'Сколько стоит подключить дом к газу если труба идёт по нашей улице, 12 метров до забора? Насчитали 186 ' +
      'тысяч, это законно?',
    reply:
      'Здравствуйте, Ефим! Работы до забора для вас бесплатны, так что 186 тысяч — это расчёт вместе с домом. ' +
      'Внутри вы платите за трубу, счётчик и котёл, в среднем 70–90 тысяч.\n' +
      'Принесите нам смету, мы проверим её построчно: ул. Истомина, кабинет 12, вторник и четверг с 10 до 17. Или ' +
      'пришлите снимок на gaz@komtek.example. Телефон: +7 (4212) 00-00-00, доб. 444.',
  },
  {
    network: 'vk', kind: 'question', topic: 'g22-t01', oktmo: '08701000',
    authorities: ['min-prirody'], authorName: 'Лилия Абрамова',
    url: 'https://vk.com/wall-990000004_4576?reply=4579',
    profileUrl: 'https://vk.com/id990100884',
    text: 'Березовка, снова гарь со свалки. Астматики задыхаются. Горит каждый вечер после 22, как по расписанию!',
  },
];
