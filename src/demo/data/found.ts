/** An invented message the networks brought, waiting for the curator: no real person or post stands behind it. */
export interface DemoFound {
  readonly network: 'vk' | 'ok' | 'twitter';
  readonly foundBy: 'comments' | 'mentions' | 'search';
  /** Post and comment in the network's own numbers. */
  readonly post: string;
  readonly comment: string | null;
  readonly authorId: string;
  readonly authorName: string;
  readonly text: string;
  /** Minutes before the eve of the story it was written. */
  readonly minutesAgo: number;
  /** What the author made of it later. */
  readonly editedTo?: string;
}

const comment = (n: number, minutesAgo: number, authorName: string, text: string, editedTo?: string): DemoFound => ({
  network: 'vk', foundBy: 'comments', post: `-9900000${n % 2 ? '02' : '03'}_6100`, comment: String(6200 + n), authorId: `9902000${10 + n}`, authorName, text, minutesAgo, editedTo,
});
const topic = (n: number, minutesAgo: number, authorName: string, text: string): DemoFound => ({
  network: 'ok', foundBy: 'comments', post: `1590000000061${n}`, comment: `c${n}`, authorId: `9900000007${n}`, authorName, text, minutesAgo,
});
const searched = (n: number, minutesAgo: number, authorName: string, text: string): DemoFound => ({
  network: 'vk', foundBy: 'search', post: `-9900009${n}_71`, comment: null, authorId: `9902001${n}`, authorName, text, minutesAgo,
});
const mention = (n: number, minutesAgo: number, authorName: string, text: string): DemoFound => ({
  network: 'twitter', foundBy: 'mentions', post: `990000000000006${n}`, comment: null, authorId: `99000000${n}`, authorName, text, minutesAgo,
});

const OVERGROWN =
  'Просим опилить деревья на Пионерской у детского сада: ветки лежат на проводах, вчера искрило прямо над площадкой. Писали в управляющую, ответа нет.';

/** What stands in the queue when the story begins; some say the same, some are no matter for the authorities at all. */
export const demoFound: readonly DemoFound[] = [
  comment(1, 35, 'Тамара Лисицына', 'Подскажите, когда включат отопление в школе посёлка Ванино? Дети сидят на уроках в куртках, в классе двенадцать градусов.'),
  comment(2, 48, 'Роман Ветлугин', 'В Амурске на проспекте Мира третий день нет горячей воды. Диспетчер бросает трубку. Сколько ждать?', 'В Амурске на проспекте Мира четвёртый день нет горячей воды. Диспетчер бросает трубку. Сколько ещё ждать?'),
  comment(3, 62, 'Вера Самохина', OVERGROWN),
  comment(4, 70, 'Кирилл Аверин', `${OVERGROWN} Присоединяюсь!`),
  comment(5, 84, 'Зоя Мельникова', OVERGROWN.replace('Просим', 'ПРОСИМ').replace('вчера', 'вчера вечером')),
  comment(6, 95, 'Игорь Стрижак', 'Спасибо за репортаж, очень душевно получилось! С праздником всех учителей.'),
  comment(7, 110, 'Магазин «Тайга-Декор»', 'Шторы и карнизы на заказ, скидка до конца недели, пишите в сообщения группы, доставка бесплатно!'),
  comment(8, 127, 'Артём Кудряш', 'Автобус из Переяславки в Хабаровск опять не пришёл в 7:10, люди опоздали на работу. Кто отвечает за маршрут?'),
  comment(9, 150, 'Лидия Овсянникова', 'Выплату на третьего ребёнка обещали до первого октября. Сегодня восьмое. Где деньги и куда обращаться?'),
  comment(10, 190, 'Степан Громыхалов', 'Да какие же вы бездари и тупицы, гнать вас всех поганой метлой'),
  comment(11, 240, 'Ника Полозова', 'Красивая осень в этом году'),
  topic(1, 55, 'Галина Фёдоровна Б.', 'Здравствуйте. В Бикине закрыли аптеку на Дальневосточной, за инсулином ездим за сорок километров. Помогите решить вопрос.'),
  topic(2, 130, 'Пётр Иванович З.', 'У нас в Солнечном не горит ни один фонарь от поликлиники до остановки, вчера бабушка упала. Когда сделают освещение?'),
  topic(3, 300, 'Надежда К.', 'Передайте привет нашему клубу, мы вас любим!'),
  searched(1, 77, 'Евгений Тополев', 'Набережная в Комсомольске-на-Амуре: плитка провалилась в трёх местах, ограждения нет. Куда смотрит подрядчик?'),
  searched(2, 160, 'Алиса Речкина', 'Вяземский, улица Коммунистическая, дом 21: крыша течёт после каждого дождя, капитальный ремонт переносят третий год.'),
  searched(3, 420, 'Новости двора', 'В Хабаровске пройдёт турнир по дворовому хоккею, приходите поболеть за своих.'),
  mention(1, 41, 'Олег Приморцев', '@otklik_khv Почему в Охотске третий день нет связи? Ни скорую вызвать, ни родным позвонить.'),
  mention(2, 205, 'Дарья Снежко', '@otklik_khv а паром до Аяна в этом месяце вообще будет?'),
];
