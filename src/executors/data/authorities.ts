/**
 * Executive authorities of Khabarovsk Krai as of March 2020, when decree 77-pr was issued.
 *
 * No official list of the structure was found: `evidence` says what each entry rests on. An entry with
 * 'unverified' comes from general knowledge and must not be shown as fact; an administrator edits the list.
 * `topicGroups` (codes of the topic catalogue) are our own hints for routing, not anybody's competence.
 */
export type AuthorityKind = 'ministry' | 'committee' | 'main-directorate' | 'directorate' | 'municipality';

/** 'decree': named in the decree; 'legal act': an act of or about the body; 'press': press reports of 2018-2021. */
export type AuthorityEvidence = 'decree' | 'legal act' | 'press' | 'unverified';

/** The part the decree gives a body; a hint for the seed only, roles are never derived from a name. */
export type AuthorityDecreeRole = 'curator' | 'content-committee';

export interface AuthoritySeed {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: Exclude<AuthorityKind, 'municipality'>;
  readonly evidence: readonly AuthorityEvidence[];
  readonly topicGroups: readonly string[];
  readonly role?: AuthorityDecreeRole;
  readonly act?: string;
  readonly note?: string;
  readonly successor?: string;
}

/** The 29 executive authorities: those whose executors answer messages (regulation M). */
export const authorities: readonly AuthoritySeed[] = [
  {
    code: 'gu-vnutr-politiki', kind: 'main-directorate', shortName: 'ГУ внутренней политики',
    name: 'Главное управление внутренней политики Правительства края',
    evidence: ['decree'], topicGroups: [], role: 'curator',
    successor: 'министерство внутренней и информационной политики края (с 26 января 2026 г., press)',
  },
  {
    code: 'kom-inform-politiki', kind: 'committee', shortName: 'Комитет по информполитике',
    name: 'Комитет по информационной политике и массовым коммуникациям Правительства края',
    evidence: ['decree', 'press'], topicGroups: [], role: 'content-committee',
    act: 'Положение: постановление Правительства края от 30.11.2018 № 436-пр',
    successor: 'министерство внутренней и информационной политики края (с 26 января 2026 г., press)',
  },
  {
    code: 'min-it-svyaz', kind: 'ministry', shortName: 'Минсвязи края',
    name: 'Министерство информационных технологий и связи края',
    evidence: ['decree'], topicGroups: ['g12'],
    successor: 'министерство цифрового развития и связи (сентябрь 2021 г., press)',
  },
  {
    code: 'min-fin', kind: 'ministry', shortName: 'Минфин края',
    name: 'Министерство финансов края',
    evidence: ['press'], topicGroups: [],
  },
  {
    code: 'min-econ', kind: 'ministry', shortName: 'Минэкономразвития края',
    name: 'Министерство экономического развития края',
    evidence: ['press'], topicGroups: ['g10'],
  },
  {
    code: 'min-invest', kind: 'ministry', shortName: 'Мининвест края',
    name: 'Министерство инвестиционного развития и предпринимательства края',
    evidence: ['press'], topicGroups: ['g10'],
    note: 'создано осенью 2018 г.; в перечне сентября 2021 г. отсутствует',
  },
  {
    code: 'min-zhkh', kind: 'ministry', shortName: 'Минжилкомхоз края',
    name: 'Министерство жилищно-коммунального хозяйства края',
    evidence: ['press', 'legal act'], topicGroups: ['g08', 'g13', 'g26', 'g05', 'g01'],
  },
  {
    code: 'min-zdrav', kind: 'ministry', shortName: 'Минздрав края',
    name: 'Министерство здравоохранения края',
    evidence: ['press'], topicGroups: ['g04', 'g09'],
  },
  {
    code: 'min-obr', kind: 'ministry', shortName: 'Минобрнауки края',
    name: 'Министерство образования и науки края',
    evidence: ['press'], topicGroups: ['g06'],
  },
  {
    code: 'min-kult', kind: 'ministry', shortName: 'Минкультуры края',
    name: 'Министерство культуры края',
    evidence: ['press'], topicGroups: ['g11', 'g21'],
  },
  {
    code: 'min-soc', kind: 'ministry', shortName: 'Минсоцзащиты края',
    name: 'Министерство социальной защиты населения края',
    evidence: ['press', 'legal act'], topicGroups: ['g02'],
  },
  {
    code: 'min-sport', kind: 'ministry', shortName: 'Минспорта края',
    name: 'Министерство физической культуры и спорта края',
    evidence: ['press'], topicGroups: ['g18'],
    note: 'глава назначен 29.10.2018; в 2021 г. — министерство спорта',
  },
  {
    code: 'min-trans', kind: 'ministry', shortName: 'Минтранс края',
    name: 'Министерство транспорта и дорожного хозяйства края',
    evidence: ['press'], topicGroups: ['g07', 'g03'],
    note: 'под этим именем — в сообщении от 14.08.2020',
  },
  {
    code: 'min-stroy', kind: 'ministry', shortName: 'Минстрой края',
    name: 'Министерство строительства края',
    evidence: ['press'], topicGroups: ['g20'],
    note: '«сохранилось» в 2021 г. — значит было и раньше',
  },
  {
    code: 'min-prirody', kind: 'ministry', shortName: 'Минприроды края',
    name: 'Министерство природных ресурсов края',
    evidence: ['press'], topicGroups: ['g22'],
    note: '«Минприроды сохранилось» в 2021 г.',
  },
  {
    code: 'min-imush', kind: 'ministry', shortName: 'Минимущества края',
    name: 'Министерство имущества края',
    evidence: ['press'], topicGroups: ['g23'],
    note: '«Минимущества сохранилось» в 2021 г.',
  },
  {
    code: 'min-selhoz', kind: 'ministry', shortName: 'Минсельхозторг края',
    name: 'Министерство сельского хозяйства, торговли, пищевой и перерабатывающей промышленности края',
    evidence: ['press', 'unverified'], topicGroups: ['g19'],
    note: 'торговля передана в Минсельхоз в октябре 2018 г. (press); полное наименование не подтверждено',
  },
  {
    code: 'kom-trud', kind: 'committee', shortName: 'Комитет по труду и занятости',
    name: 'Комитет по труду и занятости населения Правительства края',
    evidence: ['legal act'], topicGroups: ['g10'],
    act: 'Положение: постановление Правительства края от 16.04.2019 № 152-пр; приказы комитета от 17.03.2020 № 42',
  },
  {
    code: 'gu-gos-kontrol', kind: 'main-directorate', shortName: 'Госконтроль края',
    name: 'Главное управление регионального государственного контроля и лицензирования Правительства края',
    evidence: ['legal act'], topicGroups: ['g08'],
    act: 'приказ от 20.12.2019 № 174-П (жилищный надзор)',
  },
  {
    code: 'kom-tarif', kind: 'committee', shortName: 'Комитет по тарифам',
    name: 'Комитет по ценам и тарифам Правительства края',
    evidence: ['unverified'], topicGroups: ['g08'],
  },
  {
    code: 'kom-tek', kind: 'committee', shortName: 'Комитет по ТЭК',
    name: 'Комитет по развитию топливно-энергетического комплекса края',
    evidence: ['unverified'], topicGroups: ['g13', 'g26'],
  },
  {
    code: 'kom-molodezh', kind: 'committee', shortName: 'Молодёжный комитет',
    name: 'Комитет по молодежной политике Правительства края',
    evidence: ['unverified'], topicGroups: [],
  },
  {
    code: 'kom-turizm', kind: 'committee', shortName: 'Комитет по туризму',
    name: 'Комитет по туризму Правительства края',
    evidence: ['unverified'], topicGroups: [],
  },
  {
    code: 'kom-zags-arhiv', kind: 'committee', shortName: 'Комитет ЗАГС и архивов',
    name: 'Комитет по делам записи актов гражданского состояния и архивов Правительства края',
    evidence: ['unverified'], topicGroups: [],
  },
  {
    code: 'kom-goszakaz', kind: 'committee', shortName: 'Комитет госзаказа',
    name: 'Комитет государственного заказа Правительства края',
    evidence: ['unverified'], topicGroups: [],
  },
  {
    code: 'kom-grazhd-zashchita', kind: 'committee', shortName: 'Комитет гражданской защиты',
    name: 'Комитет Правительства края по гражданской защите',
    evidence: ['unverified'], topicGroups: ['g14'],
  },
  {
    code: 'upr-lesami', kind: 'directorate', shortName: 'Управление лесами',
    name: 'Управление лесами Правительства края',
    evidence: ['unverified'], topicGroups: ['g22'],
  },
  {
    code: 'upr-veterinariya', kind: 'directorate', shortName: 'Управление ветеринарии',
    name: 'Управление ветеринарии Правительства края',
    evidence: ['unverified'], topicGroups: [],
  },
  {
    code: 'upr-okn', kind: 'directorate', shortName: 'Управление охраны памятников',
    name: 'Управление государственной охраны объектов культурного наследия Правительства края',
    evidence: ['unverified'], topicGroups: ['g21'],
  },
];

/**
 * Bodies the decree names beside the executive authorities: regulation A (accounts, content plans) binds them,
 * regulation M does not (D-3.1, D-5, A-1).
 */
export const bodiesNamedApart: readonly AuthoritySeed[] = [
  {
    code: 'gu-obrashcheniya', kind: 'main-directorate', shortName: 'ГУ по работе с обращениями',
    name: 
      'Главное управление Губернатора и Правительства края по работе с обращениями граждан, организаций и ' +
      'контролю поручений',
    evidence: ['decree'], topicGroups: [],
    note: 'в постановлении названо отдельно от органов исполнительной власти',
  },
];
