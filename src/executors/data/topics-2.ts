import type { TopicGroupSeed } from './topic.types.js';

export const topicGroups2: readonly TopicGroupSeed[] = [
  {
    code: 'g08', name: 'ЖКХ', topics: [
      { code: 'g08-t01', name: 'Жалобы на управляющие компании', starred: false },
      { code: 'g08-t02', name: 'Плата за ЖКУ и работа ЕИРЦ', starred: false },
      { code: 'g08-t03', name: 'Отсутствие холодной воды', starred: false },
      { code: 'g08-t04', name: 'Завышение платы за коммунальные услуги', starred: false },
      { code: 'g08-t05', name: 'Ненадлежащее качество или отсутствие отопления', starred: false },
      { code: 'g08-t06', name: 'Ненадлежащая уборка подъездов и лифтов', starred: false },
      { code: 'g08-t07', name: 'Отсутствие горячей воды', starred: false },
      { code: 'g08-t08', name: 'Некачественный капитальный ремонт', starred: false },
      { code: 'g08-t09', name: 'Сборы за капитальный ремонт', starred: false },
      { code: 'g08-t10', name: 'Дезинфекция МКД', starred: false },
      { code: 'g08-t11', name: 'Затопление подъездов, подвальных помещений', starred: true },
      { code: 'g08-t12', name: 'Плохое качество воды', starred: false },
      { code: 'g08-t13', name: 'Наледь и сосульки на кровле', starred: true },
      { code: 'g08-t14', name: 'Низкая температура воды/слабое давление', starred: false },
      { code: 'g08-t15', name: 'Прорыв трубы/трубопровода', starred: true },
      { code: 'g08-t16', name: 'Ненадлежащее содержание и эксплуатация МКД', starred: false },
      { code: 'g08-t17', name: 'Перепланировка и реконструкция помещений', starred: false },
      { code: 'g08-t18', name: 'Отсутствие электричества', starred: false },
      { code: 'g08-t19', name: 'Несанкционированные надписи, рисунки, реклама на фасаде МКД', starred: true },
      { code: 'g08-t20', name: 'Непригодные для проживания жилые помещения', starred: false },
      { code: 'g08-t21', name: 'Протечки с кровли (системы водостока)', starred: true },
      { code: 'g08-t22', name: 'Подключение к водоснабжению', starred: false },
      { code: 'g08-t23', name: 'Ремонт подъездов', starred: false },
      { code: 'g08-t24', name: 'Другие проблемы с общедомовой системой водоотведения (канализации)', starred: false },
      { code: 'g08-t25', name: 'Засор в общедомовой системе водоотведения (канализации)', starred: true },
      { code: 'g08-t26', name: 'Лифт неисправен или отключен', starred: false },
      { code: 'g08-t27', name: 'Залитие квартиры', starred: false },
      {
        code: 'g08-t28', starred: false,
        name:
          'Неисправность выступающих конструкций: балконов, козырьков, эркеров, карнизов входных крылец и т. п.',
      },
    ],
  },
  {
    code: 'g09', name: 'Коронавирус', topics: [
      { code: 'g09-t01', name: 'Жалобы на врачей', starred: false },
      { code: 'g09-t02', name: 'Тесты на коронавирус', starred: false },
      { code: 'g09-t03', name: 'Доступность вакцин', starred: false },
      { code: 'g09-t04', name: 'Коронавирус', starred: false },
      { code: 'g09-t05', name: 'Порядок и пункты вакцинации', starred: false },
      { code: 'g09-t06', name: 'Сертификаты и QR-коды', starred: false },
      { code: 'g09-t07', name: 'Проблемы в работе горячих линий', starred: false },
      { code: 'g09-t08', name: 'Коронавирусные ограничения', starred: false },
      { code: 'g09-t09', name: 'Самоизоляция и карантин', starred: false },
    ],
  },
  {
    code: 'g10', name: 'Экономика и бизнес', topics: [
      { code: 'g10-t01', name: 'Трудоустройство', starred: false },
      { code: 'g10-t02', name: 'Цены и ценообразование', starred: false },
    ],
  },
  {
    code: 'g11', name: 'Культура', topics: [
      { code: 'g11-t01', name: 'Учреждения культуры', starred: false },
      { code: 'g11-t02', name: 'Культурно-досуговые мероприятия', starred: false },
    ],
  },
  {
    code: 'g12', name: 'Связь и телевидение', topics: [
      { code: 'g12-t01', name: 'Информационно-техническая поддержка', starred: true },
    ],
  },
  {
    code: 'g13', name: 'Газ и топливо', topics: [
      { code: 'g13-t01', name: 'Восстановление газоснабжения', starred: false },
      { code: 'g13-t02', name: 'Запрос на газификацию и её условия', starred: false },
      { code: 'g13-t03', name: 'Сроки газификации', starred: false },
      { code: 'g13-t04', name: 'Стоимость, оплата и возврат средств на газификацию', starred: false },
    ],
  },
  {
    code: 'g14', name: 'Безопасность', topics: [
      { code: 'g14-t01', name: 'Безопасность общественных пространств', starred: false },
      { code: 'g14-t02', name: 'Отлов безнадзорных собак и кошек', starred: false },
      { code: 'g14-t03', name: 'Беженцы', starred: false },
    ],
  },
  {
    code: 'g15', name: 'Спецпроекты', topics: [
      { code: 'g15-t01', name: 'Спецпроекты', starred: false },
    ],
  },
  {
    code: 'g16', name: 'Мобилизация', topics: [
      { code: 'g16-t01', name: 'Поддержка семей мобилизованных', starred: false },
      { code: 'g16-t02', name: 'Зарплата, компенсации, поощрения, выплаты', starred: false },
    ],
  },
  {
    code: 'g17', name: 'МФЦ "Мои документы"', topics: [
      { code: 'g17-t01', name: 'Государственные услуги', starred: false },
      { code: 'g17-t02', name: 'МФЦ "Мои документы"', starred: false },
    ],
  },
  {
    code: 'g18', name: 'Физическая культура и спорт', topics: [
      { code: 'g18-t01', name: 'Строительство спортивной инфраструктуры', starred: false },
      { code: 'g18-t02', name: 'Ремонт спортивных учреждений', starred: false },
      { code: 'g18-t03', name: 'Спортивные мероприятия', starred: false },
    ],
  },
  {
    code: 'g19', name: 'Торговля', topics: [
      { code: 'g19-t01', name: 'Нестационарная торговля (киоски, павильоны, сезонная торговля)', starred: true },
    ],
  },
  {
    code: 'g20', name: 'Строительство и архитектура', topics: [
      { code: 'g20-t01', name: 'Состояние зданий учреждений и организаций', starred: false },
      { code: 'g20-t02', name: 'Строительство социальных объектов', starred: false },
      { code: 'g20-t03', name: 'Строительство зданий', starred: false },
      { code: 'g20-t04', name: 'Архитектура города', starred: false },
    ],
  },
  {
    code: 'g21', name: 'Памятники и объекты культурного наследия', topics: [
      { code: 'g21-t01', name: 'Памятники и объекты культурного наследия', starred: false },
    ],
  },
  {
    code: 'g22', name: 'Экология', topics: [
      { code: 'g22-t01', name: 'Выбросы вредных веществ в атмосферу/загрязнение воздуха', starred: false },
      { code: 'g22-t02', name: 'Выбросы вредных веществ в водоёмы/загрязнение водоёмов', starred: false },
    ],
  },
  {
    code: 'g23', name: 'Государственная собственность', topics: [
      { code: 'g23-t01', name: 'Региональное имущество', starred: false },
    ],
  },
  {
    code: 'g24', name: 'Роспотребнадзор', topics: [
      { code: 'g24-t01', name: 'Санитарно-эпидемиологическое благополучие', starred: false },
      { code: 'g24-t02', name: 'Обработка и уничтожение грызунов (дератизация)', starred: false },
    ],
  },
  {
    code: 'g25', name: 'Погребение и похоронное дело', topics: [
      { code: 'g25-t01', name: 'Погребение и похоронное дело', starred: false },
    ],
  },
  {
    code: 'g26', name: 'Электроснабжение', topics: [
      { code: 'g26-t01', name: 'Качество электроснабжения', starred: false },
      { code: 'g26-t02', name: 'Повреждение опор ЛЭП', starred: true },
    ],
  },
];
