/** An invented person of the demo: no real official, telephone or mailbox stands behind it. */
export interface DemoPerson {
  readonly role: 'curator' | 'executor' | 'committee' | 'it-ministry' | 'admin';
  readonly authorityCode: string;
  readonly surname: string;
  readonly name: string;
  readonly patronymic: string;
  readonly position: string;
  readonly phone: string;
  readonly email: string;
}

/**
 * Two curators, a clerk of the committee, an officer of the IT ministry, an administrator, and executors of every
 * authority the demo's messages go to: two for housing and for health, so that a deputy can be shown.
 */
export const demoPeople: readonly DemoPerson[] = [
  {
    role: 'curator', authorityCode: 'gu-vnutr-politiki',
    surname: 'Соколова', name: 'Ирина', patronymic: 'Аркадьевна',
    position: 'начальник отдела работы с социальными сетями',
    phone: '+7 (4212) 00-01-01', email: 'sokolova@guvp.example',
  },
  {
    role: 'curator', authorityCode: 'gu-vnutr-politiki',
    surname: 'Лаптев', name: 'Максим', patronymic: 'Юрьевич',
    position: 'консультант отдела работы с социальными сетями',
    phone: '+7 (4212) 00-01-02', email: 'laptev@guvp.example',
  },
  {
    role: 'committee', authorityCode: 'kom-inform-politiki',
    surname: 'Гордеева', name: 'Алла', patronymic: 'Витальевна',
    position: 'главный специалист отдела интернет-проектов',
    phone: '+7 (4212) 00-01-03', email: 'gordeeva@kominform.example',
  },
  {
    role: 'it-ministry', authorityCode: 'min-it-svyaz',
    surname: 'Ким', name: 'Артур', patronymic: 'Станиславович',
    position: 'начальник отдела защиты информации',
    phone: '+7 (4212) 00-01-04', email: 'kim@minsvyaz.example',
  },
  {
    role: 'admin', authorityCode: 'gu-vnutr-politiki',
    surname: 'Тарасенко', name: 'Глеб', patronymic: 'Олегович',
    position: 'системный администратор',
    phone: '+7 (4212) 00-01-05', email: 'tarasenko@guvp.example',
  },
  {
    role: 'executor', authorityCode: 'min-it-svyaz',
    surname: 'Чернов', name: 'Лев', patronymic: 'Андреевич',
    position: 'консультант отдела связи',
    phone: '+7 (4212) 00-01-06', email: 'chernov@minsvyaz.example',
  },
  {
    role: 'executor', authorityCode: 'min-fin',
    surname: 'Широкова', name: 'Вера', patronymic: 'Ильинична',
    position: 'главный специалист отдела межбюджетных отношений',
    phone: '+7 (4212) 00-01-07', email: 'shirokova@minfin.example',
  },
  {
    role: 'executor', authorityCode: 'min-econ',
    surname: 'Безруков', name: 'Тимофей', patronymic: 'Ильич',
    position: 'консультант отдела экономического анализа',
    phone: '+7 (4212) 00-01-08', email: 'bezrukov@minecon.example',
  },
  {
    role: 'executor', authorityCode: 'min-invest',
    surname: 'Мальцева', name: 'Яна', patronymic: 'Романовна',
    position: 'ведущий специалист отдела поддержки предпринимательства',
    phone: '+7 (4212) 00-01-09', email: 'maltseva@mininvest.example',
  },
  {
    role: 'executor', authorityCode: 'min-zhkh',
    surname: 'Дорохов', name: 'Павел', patronymic: 'Егорович',
    position: 'начальник отдела жилищного хозяйства',
    phone: '+7 (4212) 00-01-10', email: 'dorohov@minzhkh.example',
  },
  {
    role: 'executor', authorityCode: 'min-zhkh',
    surname: 'Ступина', name: 'Оксана', patronymic: 'Леонидовна',
    position: 'консультант отдела благоустройства',
    phone: '+7 (4212) 00-01-11', email: 'stupina@minzhkh.example',
  },
  {
    role: 'executor', authorityCode: 'min-zdrav',
    surname: 'Иванова', name: 'Елена', patronymic: 'Григорьевна',
    position: 'пресс-секретарь',
    phone: '+7 (4212) 00-01-12', email: 'ivanova@minzdrav.example',
  },
  {
    role: 'executor', authorityCode: 'min-zdrav',
    surname: 'Савченко', name: 'Роман', patronymic: 'Вадимович',
    position: 'консультант отдела медицинской помощи',
    phone: '+7 (4212) 00-01-13', email: 'savchenko@minzdrav.example',
  },
  {
    role: 'executor', authorityCode: 'min-obr',
    surname: 'Пересветова', name: 'Анна', patronymic: 'Никитична',
    position: 'главный специалист отдела общего образования',
    phone: '+7 (4212) 00-01-14', email: 'peresvetova@minobr.example',
  },
  {
    role: 'executor', authorityCode: 'min-kult',
    surname: 'Юрченко', name: 'Мария', patronymic: 'Денисовна',
    position: 'консультант отдела искусств',
    phone: '+7 (4212) 00-01-15', email: 'yurchenko@minkult.example',
  },
  {
    role: 'executor', authorityCode: 'min-soc',
    surname: 'Кудрявцева', name: 'Нина', patronymic: 'Тимофеевна',
    position: 'начальник отдела социальных выплат',
    phone: '+7 (4212) 00-01-16', email: 'kudryavtseva@minsoc.example',
  },
  {
    role: 'executor', authorityCode: 'min-sport',
    surname: 'Бойцов', name: 'Степан', patronymic: 'Игоревич',
    position: 'специалист отдела спортивных мероприятий',
    phone: '+7 (4212) 00-01-17', email: 'boytsov@minsport.example',
  },
  {
    role: 'executor', authorityCode: 'min-trans',
    surname: 'Громов', name: 'Антон', patronymic: 'Валерьевич',
    position: 'консультант дорожного отдела',
    phone: '+7 (4212) 00-01-18', email: 'gromov@mintrans.example',
  },
  {
    role: 'executor', authorityCode: 'min-stroy',
    surname: 'Назарова', name: 'Диана', patronymic: 'Эдуардовна',
    position: 'главный специалист отдела жилищного строительства',
    phone: '+7 (4212) 00-01-19', email: 'nazarova@minstroy.example',
  },
  {
    role: 'executor', authorityCode: 'min-prirody',
    surname: 'Уссурин', name: 'Кирилл', patronymic: 'Матвеевич',
    position: 'старший инспектор отдела экологического надзора',
    phone: '+7 (4212) 00-01-20', email: 'ussurin@minprirody.example',
  },
  {
    role: 'executor', authorityCode: 'min-imush',
    surname: 'Лисовская', name: 'Инга', patronymic: 'Борисовна',
    position: 'консультант отдела земельных отношений',
    phone: '+7 (4212) 00-01-21', email: 'lisovskaya@minimush.example',
  },
  {
    role: 'executor', authorityCode: 'min-selhoz',
    surname: 'Хлебин', name: 'Фёдор', patronymic: 'Антонович',
    position: 'консультант отдела торговли',
    phone: '+7 (4212) 00-01-22', email: 'hlebin@minselhoz.example',
  },
  {
    role: 'executor', authorityCode: 'kom-trud',
    surname: 'Орешкина', name: 'Галина', patronymic: 'Павловна',
    position: 'главный специалист отдела занятости',
    phone: '+7 (4212) 00-01-23', email: 'oreshkina@komtrud.example',
  },
  {
    role: 'executor', authorityCode: 'gu-gos-kontrol',
    surname: 'Строгов', name: 'Виктор', patronymic: 'Семёнович',
    position: 'государственный жилищный инспектор',
    phone: '+7 (4212) 00-01-24', email: 'strogov@gkontrol.example',
  },
  {
    role: 'executor', authorityCode: 'kom-tarif',
    surname: 'Рублёва', name: 'Татьяна', patronymic: 'Олеговна',
    position: 'консультант отдела коммунальных тарифов',
    phone: '+7 (4212) 00-01-25', email: 'rubleva@komtarif.example',
  },
  {
    role: 'executor', authorityCode: 'kom-tek',
    surname: 'Светлов', name: 'Андрей', patronymic: 'Павлович',
    position: 'консультант отдела энергетики',
    phone: '+7 (4212) 00-01-26', email: 'svetlov@komtek.example',
  },
  {
    role: 'executor', authorityCode: 'kom-molodezh',
    surname: 'Весенина', name: 'Дарья', patronymic: 'Кирилловна',
    position: 'специалист отдела молодёжных проектов',
    phone: '+7 (4212) 00-01-27', email: 'vesenina@molodezh.example',
  },
  {
    role: 'executor', authorityCode: 'kom-turizm',
    surname: 'Странник', name: 'Георгий', patronymic: 'Львович',
    position: 'консультант отдела развития туризма',
    phone: '+7 (4212) 00-01-28', email: 'strannik@turizm.example',
  },
  {
    role: 'executor', authorityCode: 'kom-zags-arhiv',
    surname: 'Летописцева', name: 'Любовь', patronymic: 'Фёдоровна',
    position: 'главный специалист архивного отдела',
    phone: '+7 (4212) 00-01-29', email: 'letopistseva@zagsarhiv.example',
  },
  {
    role: 'executor', authorityCode: 'kom-goszakaz',
    surname: 'Торгова', name: 'Алина', patronymic: 'Маратовна',
    position: 'консультант отдела закупок',
    phone: '+7 (4212) 00-01-30', email: 'torgova@goszakaz.example',
  },
  {
    role: 'executor', authorityCode: 'kom-grazhd-zashchita',
    surname: 'Заслонов', name: 'Илья', patronymic: 'Геннадьевич',
    position: 'оперативный дежурный',
    phone: '+7 (4212) 00-01-31', email: 'zaslonov@komgz.example',
  },
  {
    role: 'executor', authorityCode: 'upr-lesami',
    surname: 'Кедров', name: 'Игнат', patronymic: 'Савельевич',
    position: 'консультант отдела охраны лесов от пожаров',
    phone: '+7 (4212) 00-01-32', email: 'kedrov@lesa.example',
  },
  {
    role: 'executor', authorityCode: 'upr-veterinariya',
    surname: 'Собакина', name: 'Жанна', patronymic: 'Викторовна',
    position: 'ветеринарный врач отдела надзора',
    phone: '+7 (4212) 00-01-33', email: 'sobakina@vet.example',
  },
  {
    role: 'executor', authorityCode: 'upr-okn',
    surname: 'Карнизова', name: 'Полина', patronymic: 'Аркадьевна',
    position: 'консультант отдела охраны памятников',
    phone: '+7 (4212) 00-01-34', email: 'karnizova@okn.example',
  },
];
