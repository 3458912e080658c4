/**
 * The 17 municipal districts and 2 urban okrugs of Khabarovsk Krai as authorities: they may join by their own
 * act (D-6). State as of April 2019, in force when the decree was issued; later changes are in `note`.
 * Source: OKTMO classifier (koo2018/oktmoregions, 2019-04-16).
 */
export interface MunicipalitySeed {
  readonly code: string;
  readonly kind: 'municipality';
  readonly level: 'municipal-district' | 'urban-okrug';
  /** 8 digits; also the key of the municipality among the locations. */
  readonly oktmo: string;
  readonly name: string;
  readonly shortName: string;
  readonly seat: string;
  readonly note?: string;
}

export const municipalities: readonly MunicipalitySeed[] = [
  {
    code: 'mr-amursk', kind: 'municipality', level: 'municipal-district', oktmo: '08603000',
    name: 'Амурский муниципальный район',
    shortName: 'Амурский район', seat: 'г. Амурск',
  },
  {
    code: 'mr-ayano-maysky', kind: 'municipality', level: 'municipal-district', oktmo: '08606000',
    name: 'Аяно-Майский муниципальный район',
    shortName: 'Аяно-Майский район', seat: 'с. Аян',
  },
  {
    code: 'mr-bikin', kind: 'municipality', level: 'municipal-district', oktmo: '08609000',
    name: 'Бикинский муниципальный район',
    shortName: 'Бикинский район', seat: 'г. Бикин',
    note: 'муниципальный округ с 2024 г.',
  },
  {
    code: 'mr-vanino', kind: 'municipality', level: 'municipal-district', oktmo: '08612000',
    name: 'Ванинский муниципальный район',
    shortName: 'Ванинский район', seat: 'рп. Ванино',
    note: 'преобразование в округ готовилось в 2025–2026 гг.',
  },
  {
    code: 'mr-verkhnebureinsky', kind: 'municipality', level: 'municipal-district', oktmo: '08614000',
    name: 'Верхнебуреинский муниципальный район',
    shortName: 'Верхнебуреинский район', seat: 'рп. Чегдомын',
  },
  {
    code: 'mr-vyazemsky', kind: 'municipality', level: 'municipal-district', oktmo: '08617000',
    name: 'Вяземский муниципальный район',
    shortName: 'Вяземский район', seat: 'г. Вяземский',
    note: 'преобразование в округ готовилось в 2025–2026 гг.',
  },
  {
    code: 'mr-komsomolsk-district', kind: 'municipality', level: 'municipal-district', oktmo: '08620000',
    name: 'Комсомольский муниципальный район',
    shortName: 'Комсомольский район', seat: 'г. Комсомольск-на-Амуре',
    note: 'законопроект о преобразовании в округ поддержан комитетом Думы в марте 2026 г.',
  },
  {
    code: 'mr-lazo', kind: 'municipality', level: 'municipal-district', oktmo: '08624000',
    name: 'Муниципальный район имени Лазо',
    shortName: 'Район имени Лазо', seat: 'рп. Переяславка',
  },
  {
    code: 'mr-nanaysky', kind: 'municipality', level: 'municipal-district', oktmo: '08628000',
    name: 'Нанайский муниципальный район',
    shortName: 'Нанайский район', seat: 'с. Троицкое',
    note: 'законопроект о преобразовании в округ поддержан комитетом Думы в марте 2026 г.',
  },
  {
    code: 'mr-nikolaevsk', kind: 'municipality', level: 'municipal-district', oktmo: '08631000',
    name: 'Николаевский муниципальный район',
    shortName: 'Николаевский район', seat: 'г. Николаевск-на-Амуре',
  },
  {
    code: 'mr-okhotsk', kind: 'municipality', level: 'municipal-district', oktmo: '08634000',
    name: 'Охотский муниципальный район',
    shortName: 'Охотский район', seat: 'рп. Охотск',
    note: 'муниципальный округ с 2023 г.',
  },
  {
    code: 'mr-polina-osipenko', kind: 'municipality', level: 'municipal-district', oktmo: '08637000',
    name: 'Муниципальный район имени Полины Осипенко',
    shortName: 'Район имени Полины Осипенко', seat: 'с. им. Полины Осипенко',
  },
  {
    code: 'mr-sovgavan', kind: 'municipality', level: 'municipal-district', oktmo: '08642000',
    name: 'Советско-Гаванский муниципальный район',
    shortName: 'Советско-Гаванский район', seat: 'г. Советская Гавань',
    note: 'преобразование в округ готовилось в 2025–2026 гг.',
  },
  {
    code: 'mr-solnechny', kind: 'municipality', level: 'municipal-district', oktmo: '08644000',
    name: 'Солнечный муниципальный район',
    shortName: 'Солнечный район', seat: 'рп. Солнечный',
    note: 'муниципальный округ (преобразован в 2025 г.)',
  },
  {
    code: 'mr-tuguro-chumikansky', kind: 'municipality', level: 'municipal-district', oktmo: '08646000',
    name: 'Тугуро-Чумиканский муниципальный район',
    shortName: 'Тугуро-Чумиканский район', seat: 'с. Чумикан',
  },
  {
    code: 'mr-ulchsky', kind: 'municipality', level: 'municipal-district', oktmo: '08650000',
    name: 'Ульчский муниципальный район',
    shortName: 'Ульчский район', seat: 'с. Богородское',
  },
  {
    code: 'mr-khabarovsk-district', kind: 'municipality', level: 'municipal-district', oktmo: '08655000',
    name: 'Хабаровский муниципальный район',
    shortName: 'Хабаровский район', seat: 'г. Хабаровск',
  },
  {
    code: 'go-khabarovsk', kind: 'municipality', level: 'urban-okrug', oktmo: '08701000',
    name: 'город Хабаровск',
    shortName: 'Хабаровск', seat: 'г. Хабаровск',
  },
  {
    code: 'go-komsomolsk', kind: 'municipality', level: 'urban-okrug', oktmo: '08709000',
    name: 'город Комсомольск-на-Амуре',
    shortName: 'Комсомольск-на-Амуре', seat: 'г. Комсомольск-на-Амуре',
  },
];
