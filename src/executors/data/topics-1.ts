import type { TopicGroupSeed } from './topic.types.js';

export const topicGroups1: readonly TopicGroupSeed[] = [
  {
    code: 'g01', name: 'Благоустройство', topics: [
      { code: 'g01-t01', name: 'Ямы во дворах', starred: true },
      { code: 'g01-t02', name: 'Предложение по благоустройству', starred: false },
      {
        code: 'g01-t03', starred: true,
        name:
          'Нарушение правил уборки от снега и наледи внутридворового проезда, тротуара, площади',
      },
      { code: 'g01-t04', name: 'Борщевик Сосновского', starred: false },
      { code: 'g01-t05', name: 'Парки и зоны отдыха', starred: false },
      { code: 'g01-t06', name: 'Уборка территорий', starred: false },
      {
        code: 'g01-t07', starred: false,
        name:
          'Благоустройство общественного пространства (парк, сквер, пешеходная зона, бульвар, набережная, ' +
          'центральная улица или площадь)',
      },
      {
        code: 'g01-t08', starred: true,
        name:
          'Ненадлежащее содержание зеленых насаждений (газонов)/деревьев и кустарников',
      },
      { code: 'g01-t09', name: 'Вырубка деревьев, кустарников', starred: false },
      { code: 'g01-t10', name: 'Неисправные фонари освещения', starred: true },
      { code: 'g01-t11', name: 'Открытые канализационные люки', starred: true },
      { code: 'g01-t12', name: 'Отсутствие фонарей освещения', starred: false },
      { code: 'g01-t13', name: 'Разрушение тротуаров и пешеходных дорожек', starred: false },
      { code: 'g01-t14', name: 'Отсутствие детских площадок', starred: false },
      { code: 'g01-t15', name: 'Нарушение правил уборки от снега и наледи территории парка и сквера', starred: true },
      { code: 'g01-t16', name: 'Отсутствие урн, лавочек в общественных местах и дворовой территории', starred: true },
      { code: 'g01-t17', name: 'Нарушение правил проведения земляных работ', starred: false },
      { code: 'g01-t18', name: 'Нарушение правил уборки и вывоза порубочных остатков', starred: true },
      {
        code: 'g01-t19', starred: false,
        name:
          'Обустройство асфальтового покрытия парковки, внутридворового проезда, тротуара, пешеходной дорожки, ' +
          'въезда во двор',
      },
      { code: 'g01-t20', name: 'Благоустройство придомовых территорий', starred: false },
      {
        code: 'g01-t21', starred: true,
        name:
          'Нарушение правил уборки и вывоза загрязненного снега и наледи на газоне',
      },
      {
        code: 'g01-t22', starred: true,
        name:
          'Ненадлежащее состояние игровых элементов на детской или спортивной площадке',
      },
      { code: 'g01-t23', name: 'Подтопление территории', starred: true },
      { code: 'g01-t24', name: 'Нарушение правил уборки внутридворового проезда, пешеходной дорожки', starred: true },
      {
        code: 'g01-t25', starred: false,
        name:
          'Ненадлежащее состояние фасадов нежилых зданий, объектов и ограждений',
      },
      { code: 'g01-t26', name: 'Отсутствие общественных туалетов', starred: false },
      {
        code: 'g01-t27', starred: false,
        name:
          'Установка ограждений, препятствующих въезду на тротуар, газон на дворовой территории МКД',
      },
      { code: 'g01-t28', name: 'Самовольная установка ограждений на территории общего пользования', starred: false },
      {
        code: 'g01-t29', starred: true,
        name:
          'Нарушение правил уборки от снега и наледи детской игровой и спортивной площадки',
      },
      { code: 'g01-t30', name: 'Парковка на газонах', starred: true },
    ],
  },
  {
    code: 'g02', name: 'Социальное обслуживание и защита', topics: [
      { code: 'g02-t01', name: 'Оказание гос. соц. помощи', starred: false },
      { code: 'g02-t02', name: 'Дети и многодетные семьи', starred: false },
      { code: 'g02-t03', name: 'Задержка выплат гражданам', starred: false },
      { code: 'g02-t04', name: 'Аварийное жилье/переселение', starred: false },
      { code: 'g02-t05', name: 'Создание доступной среды для инвалидов', starred: false },
      { code: 'g02-t06', name: 'Социальные учреждения', starred: false },
      { code: 'g02-t07', name: 'Занятость и трудоустройство', starred: false },
      { code: 'g02-t08', name: 'Инвалиды', starred: false },
      { code: 'g02-t09', name: 'Пенсионеры и ветераны', starred: false },
      { code: 'g02-t10', name: 'Улучшение жилищных условий', starred: false },
      { code: 'g02-t11', name: 'Волонтерство', starred: false },
      { code: 'g02-t12', name: 'Соц.обслуживание прочее', starred: false },
      { code: 'g02-t13', name: 'Матери-одиночки, подростки', starred: false },
    ],
  },
  {
    code: 'g03', name: 'Общественный транспорт', topics: [
      { code: 'g03-t01', name: 'Содержание остановок', starred: false },
      { code: 'g03-t02', name: 'Пешеходные переходы и жд переезды', starred: false },
      {
        code: 'g03-t03', starred: false,
        name:
          'Неудовлетворительные условия проезда в транспорте на действующем маршруте',
      },
      { code: 'g03-t04', name: 'Некорректное поведение водительского состава', starred: false },
      { code: 'g03-t05', name: 'Льготы на проезд и тарифы', starred: false },
      { code: 'g03-t06', name: 'График движения общественного транспорта', starred: false },
      { code: 'g03-t07', name: 'Добавить новый маршрут', starred: false },
      { code: 'g03-t08', name: 'Отсутствие остановочных пунктов', starred: false },
      { code: 'g03-t09', name: 'Проблемы с социальными картами или проездными документами', starred: false },
      { code: 'g03-t10', name: 'Изменение класса и количества автобусов', starred: false },
      { code: 'g03-t11', name: 'Изменить или отменить маршрут', starred: false },
    ],
  },
  {
    code: 'g04', name: 'Здравоохранение/Медицина', topics: [
      { code: 'g04-t01', name: 'Технические проблемы с записью на прием к врачу', starred: false },
      { code: 'g04-t02', name: 'Диспансеризация', starred: false },
      { code: 'g04-t03', name: 'Просьбы о лечении', starred: true },
      {
        code: 'g04-t04', starred: true,
        name:
          'Оказание медицинской помощи не в полном объеме/отказ в оказании медицинской помощи',
      },
      { code: 'g04-t05', name: 'Содержание больниц', starred: false },
      { code: 'g04-t06', name: 'Питание в медицинских учреждениях', starred: true },
      { code: 'g04-t07', name: 'Нехватка или сокращение врачей и медицинских учреждений', starred: false },
      { code: 'g04-t08', name: 'Профильный осмотр', starred: false },
      { code: 'g04-t09', name: 'Очередь', starred: false },
      { code: 'g04-t10', name: 'Отсутствие лекарств в аптеках', starred: false },
      { code: 'g04-t11', name: 'Ошибки врачей, халатность', starred: false },
      { code: 'g04-t12', name: 'Скорая помощь', starred: true },
      { code: 'g04-t13', name: 'Льготные лекарства', starred: false },
      { code: 'g04-t14', name: 'Вакцинация', starred: false },
      { code: 'g04-t15', name: 'Хамство медицинских работников', starred: false },
      { code: 'g04-t16', name: 'Отсутствие лекарств в стационарах', starred: false },
      { code: 'g04-t17', name: 'Низкая заработная плата врачей', starred: false },
      { code: 'g04-t18', name: 'Нехватка материально-технического обеспечения', starred: false },
      { code: 'g04-t19', name: 'Социальная поддержка медперсонала', starred: false },
      { code: 'g04-t20', name: 'Отсутствие аптек', starred: false },
      { code: 'g04-t21', name: 'Предложения по созданию лечебных центров', starred: false },
      { code: 'g04-t22', name: 'Здравоохранение прочее', starred: false },
    ],
  },
  {
    code: 'g05', name: 'Мусор/Свалки/ТКО', topics: [
      { code: 'g05-t01', name: 'Плата за вывоз ТКО', starred: false },
      { code: 'g05-t02', name: 'Уборка/Вывоз мусора', starred: true },
      { code: 'g05-t03', name: 'Отсутствие контейнерной площадки/Проезд к контейнерной площадке', starred: true },
      { code: 'g05-t04', name: 'Проблемы с контейнерами', starred: false },
      { code: 'g05-t05', name: 'Строительство объектов по обращению с отходами', starred: false },
      { code: 'g05-t06', name: 'Раздельная сортировка отходов', starred: false },
      { code: 'g05-t07', name: 'Выброс мусора нарушителем', starred: false },
      { code: 'g05-t08', name: 'Стихийные свалки в городе/в парках/в лесу', starred: true },
    ],
  },
  {
    code: 'g06', name: 'Образование', topics: [
      { code: 'g06-t01', name: 'Образовательный процесс', starred: false },
      { code: 'g06-t02', name: 'Детские оздоровительные лагеря', starred: false },
      { code: 'g06-t03', name: 'Безопасность образовательного процесса', starred: false },
      { code: 'g06-t04', name: 'Зарплата учителей', starred: false },
      { code: 'g06-t05', name: 'Дополнительное образование', starred: false },
      { code: 'g06-t06', name: 'Дистанционное образование', starred: false },
      { code: 'g06-t07', name: 'Общее впечатление', starred: false },
      { code: 'g06-t08', name: 'Строительство школ, детских садов', starred: false },
      { code: 'g06-t09', name: 'Нехватка мест в школах', starred: false },
      { code: 'g06-t10', name: 'Содержание гос. образовательных организаций', starred: false },
      { code: 'g06-t11', name: 'ВУЗы и ССУЗы', starred: false },
      { code: 'g06-t12', name: 'Питание', starred: false },
      { code: 'g06-t13', name: 'ЕГЭ, ОГЭ', starred: false },
      { code: 'g06-t14', name: 'Выплаты стипендий', starred: false },
      { code: 'g06-t15', name: 'Проблемы с отоплением детских садов и школ', starred: false },
      { code: 'g06-t16', name: 'Социальная поддержка учителей', starred: false },
      { code: 'g06-t17', name: 'Кадровые перестановки', starred: false },
      { code: 'g06-t18', name: 'Устройство в ДОУ', starred: false },
    ],
  },
  {
    code: 'g07', name: 'Дороги', topics: [
      {
        code: 'g07-t01', starred: true,
        name:
          'Нарушение правил очистки дорог от снега и наледи/Обращения о необходимости очистить тротуар от ' +
          'снега и наледи',
      },
      { code: 'g07-t02', name: 'Подтопление автомобильных дорог', starred: false },
      { code: 'g07-t03', name: 'Необходима установка и замена дорожных ограждений', starred: false },
      { code: 'g07-t04', name: 'Предложить установку нового лежачего полицейского (ИДН)', starred: false },
      { code: 'g07-t05', name: 'Ремонт/строительство мостов', starred: false },
      { code: 'g07-t06', name: 'Организация парковок', starred: false },
      { code: 'g07-t07', name: 'Содержание, ремонт и обустройство тротуаров', starred: false },
      { code: 'g07-t08', name: 'Ямы и выбоины на дороге', starred: false },
      { code: 'g07-t09', name: 'Строительство или реконструкция дорог', starred: false },
      { code: 'g07-t10', name: 'Ремонт дороги', starred: false },
      { code: 'g07-t11', name: 'Некачественно нанесенная разметка на проезжей части', starred: true },
      { code: 'g07-t12', name: 'Ливневые канализации (строительство и реконструкция)', starred: false },
      { code: 'g07-t13', name: 'Освещение неисправно или отсутствует', starred: false },
      { code: 'g07-t14', name: 'Организация переходов, светофоров/Изменить организацию движения', starred: false },
      {
        code: 'g07-t15', starred: false,
        name:
          'Работа светофора (установка, изменение режима работы, оборудование кнопкой вызова)',
      },
      { code: 'g07-t16', name: 'Несоблюдение правил уборки проезжей части', starred: true },
      {
        code: 'g07-t17', starred: false,
        name:
          'Содержание дорожных знаков/Установка новых дорожных знаков, с внесением в схему дислокации, замена ' +
          'старых знаков на новые',
      },
      { code: 'g07-t18', name: 'Нарушение технологии и (или) сроков производства работ', starred: false },
      { code: 'g07-t19', name: 'Пробки', starred: false },
      { code: 'g07-t20', name: 'Предложение дороги в план ремонта', starred: false },
      {
        code: 'g07-t21', starred: false,
        name:
          'Несанкционированное ограничение движения, помехи движению, захват земли в полосе отвода автодорог',
      },
      { code: 'g07-t22', name: 'Некачественно выполненный ремонт дорог', starred: false },
    ],
  },
];
