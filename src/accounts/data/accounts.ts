/** An official account of an authority (A-1, A-3.1: one per network); never Twitter, which A-1 does not name. */
export interface AccountSeed {
  /** Null for the Government's own. */
  readonly authorityCode: string | null;
  readonly network: 'vk' | 'ok' | 'facebook' | 'instagram';
  readonly url: string;
  readonly name: string;
}

/**
 * Invented accounts of the demo, marked by the prefix khv27_. Some authorities have all four, some one, ten none:
 * where one is missing the curator publishes (M-13.2).
 * The Government has all four.
 */
export const accounts: readonly AccountSeed[] = [
  {
    authorityCode: null, network: 'vk', url: 'https://vk.com/khv27_pravitelstvo',
    name: 'Правительство Хабаровского края',
  },
  {
    authorityCode: null, network: 'ok', url: 'https://ok.ru/khv27_pravitelstvo',
    name: 'Правительство Хабаровского края',
  },
  {
    authorityCode: null, network: 'facebook', url: 'https://www.facebook.com/khv27_pravitelstvo',
    name: 'Правительство Хабаровского края',
  },
  {
    authorityCode: null, network: 'instagram', url: 'https://www.instagram.com/khv27_pravitelstvo',
    name: 'Правительство Хабаровского края',
  },
  {
    authorityCode: 'min-it-svyaz', network: 'vk', url: 'https://vk.com/khv27_minsvyaz',
    name: 'Минсвязи Хабаровского края',
  },
  {
    authorityCode: 'min-it-svyaz', network: 'ok', url: 'https://ok.ru/khv27_minsvyaz',
    name: 'Минсвязи Хабаровского края',
  },
  {
    authorityCode: 'min-econ', network: 'vk', url: 'https://vk.com/khv27_minecon',
    name: 'Минэкономразвития Хабаровского края',
  },
  {
    authorityCode: 'min-invest', network: 'vk', url: 'https://vk.com/khv27_mininvest',
    name: 'Бизнес Хабаровского края',
  },
  {
    authorityCode: 'min-invest', network: 'instagram', url: 'https://www.instagram.com/khv27_mininvest',
    name: 'Бизнес Хабаровского края',
  },
  {
    authorityCode: 'min-zhkh', network: 'vk', url: 'https://vk.com/khv27_minzhkh',
    name: 'Минжилкомхоз Хабаровского края',
  },
  {
    authorityCode: 'min-zhkh', network: 'ok', url: 'https://ok.ru/khv27_minzhkh',
    name: 'Минжилкомхоз Хабаровского края',
  },
  {
    authorityCode: 'min-zdrav', network: 'vk', url: 'https://vk.com/khv27_minzdrav',
    name: 'Минздрав Хабаровского края',
  },
  {
    authorityCode: 'min-zdrav', network: 'ok', url: 'https://ok.ru/khv27_minzdrav',
    name: 'Минздрав Хабаровского края',
  },
  {
    authorityCode: 'min-zdrav', network: 'facebook', url: 'https://www.facebook.com/khv27_minzdrav',
    name: 'Минздрав Хабаровского края',
  },
  {
    authorityCode: 'min-zdrav', network: 'instagram', url: 'https://www.instagram.com/khv27_minzdrav',
    name: 'Минздрав Хабаровского края',
  },
  {
    authorityCode: 'min-obr', network: 'vk', url: 'https://vk.com/khv27_minobr',
    name: 'Образование Хабаровского края',
  },
  { authorityCode: 'min-obr', network: 'ok', url: 'https://ok.ru/khv27_minobr', name: 'Образование Хабаровского края' },
  {
    authorityCode: 'min-obr', network: 'facebook', url: 'https://www.facebook.com/khv27_minobr',
    name: 'Образование Хабаровского края',
  },
  {
    authorityCode: 'min-obr', network: 'instagram', url: 'https://www.instagram.com/khv27_minobr',
    name: 'Образование Хабаровского края',
  },
  { authorityCode: 'min-kult', network: 'vk', url: 'https://vk.com/khv27_minkult', name: 'Культура Хабаровского края' },
  { authorityCode: 'min-kult', network: 'ok', url: 'https://ok.ru/khv27_minkult', name: 'Культура Хабаровского края' },
  {
    authorityCode: 'min-kult', network: 'facebook', url: 'https://www.facebook.com/khv27_minkult',
    name: 'Культура Хабаровского края',
  },
  {
    authorityCode: 'min-kult', network: 'instagram', url: 'https://www.instagram.com/khv27_minkult',
    name: 'Культура Хабаровского края',
  },
  { authorityCode: 'min-soc', network: 'vk', url: 'https://vk.com/khv27_minsoc', name: 'Соцзащита Хабаровского края' },
  { authorityCode: 'min-soc', network: 'ok', url: 'https://ok.ru/khv27_minsoc', name: 'Соцзащита Хабаровского края' },
  { authorityCode: 'min-sport', network: 'vk', url: 'https://vk.com/khv27_minsport', name: 'Спорт Хабаровского края' },
  { authorityCode: 'min-sport', network: 'ok', url: 'https://ok.ru/khv27_minsport', name: 'Спорт Хабаровского края' },
  {
    authorityCode: 'min-sport', network: 'facebook', url: 'https://www.facebook.com/khv27_minsport',
    name: 'Спорт Хабаровского края',
  },
  {
    authorityCode: 'min-sport', network: 'instagram', url: 'https://www.instagram.com/khv27_minsport',
    name: 'Спорт Хабаровского края',
  },
  {
    authorityCode: 'min-trans', network: 'vk', url: 'https://vk.com/khv27_mintrans',
    name: 'Дороги и транспорт Хабаровского края',
  },
  {
    authorityCode: 'min-trans', network: 'ok', url: 'https://ok.ru/khv27_mintrans',
    name: 'Дороги и транспорт Хабаровского края',
  },
  {
    authorityCode: 'min-trans', network: 'instagram', url: 'https://www.instagram.com/khv27_mintrans',
    name: 'Дороги и транспорт Хабаровского края',
  },
  {
    authorityCode: 'min-stroy', network: 'vk', url: 'https://vk.com/khv27_minstroy',
    name: 'Минстрой Хабаровского края',
  },
  {
    authorityCode: 'min-stroy', network: 'instagram', url: 'https://www.instagram.com/khv27_minstroy',
    name: 'Минстрой Хабаровского края',
  },
  {
    authorityCode: 'min-prirody', network: 'vk', url: 'https://vk.com/khv27_minprirody',
    name: 'Природа Хабаровского края',
  },
  {
    authorityCode: 'min-prirody', network: 'ok', url: 'https://ok.ru/khv27_minprirody',
    name: 'Природа Хабаровского края',
  },
  {
    authorityCode: 'min-prirody', network: 'facebook', url: 'https://www.facebook.com/khv27_minprirody',
    name: 'Природа Хабаровского края',
  },
  {
    authorityCode: 'min-imush', network: 'vk', url: 'https://vk.com/khv27_minimush',
    name: 'Минимущества Хабаровского края',
  },
  {
    authorityCode: 'min-selhoz', network: 'vk', url: 'https://vk.com/khv27_minselhoz',
    name: 'Минсельхозторг Хабаровского края',
  },
  {
    authorityCode: 'min-selhoz', network: 'ok', url: 'https://ok.ru/khv27_minselhoz',
    name: 'Минсельхозторг Хабаровского края',
  },
  { authorityCode: 'kom-trud', network: 'vk', url: 'https://vk.com/khv27_komtrud', name: 'Работа в Хабаровском крае' },
  { authorityCode: 'kom-trud', network: 'ok', url: 'https://ok.ru/khv27_komtrud', name: 'Работа в Хабаровском крае' },
  {
    authorityCode: 'gu-gos-kontrol', network: 'vk', url: 'https://vk.com/khv27_gkontrol',
    name: 'Госконтроль Хабаровского края',
  },
  {
    authorityCode: 'kom-molodezh', network: 'vk', url: 'https://vk.com/khv27_molodezh',
    name: 'Молодёжь Хабаровского края',
  },
  {
    authorityCode: 'kom-molodezh', network: 'instagram', url: 'https://www.instagram.com/khv27_molodezh',
    name: 'Молодёжь Хабаровского края',
  },
  {
    authorityCode: 'kom-turizm', network: 'vk', url: 'https://vk.com/khv27_turizm',
    name: 'Хабаровский край: путешествия',
  },
  {
    authorityCode: 'kom-turizm', network: 'facebook', url: 'https://www.facebook.com/khv27_turizm',
    name: 'Хабаровский край: путешествия',
  },
  {
    authorityCode: 'kom-turizm', network: 'instagram', url: 'https://www.instagram.com/khv27_turizm',
    name: 'Хабаровский край: путешествия',
  },
  { authorityCode: 'upr-lesami', network: 'vk', url: 'https://vk.com/khv27_lesa', name: 'Леса Хабаровского края' },
];
