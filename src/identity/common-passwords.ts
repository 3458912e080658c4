/**
 * Passwords, and stems of passwords, found at the top of every published list of leaks, with those of Russian
 * keyboards. Digits and signs around a stem are cut off before it is looked up, so `Qwerty-2020!` is found too.
 */
export const commonPasswords: ReadonlySet<string> = new Set([
  'password', 'passw0rd', 'p@ssw0rd', 'p@ssword', 'pass', 'passwort', 'parol', 'secret', 'letmein', 'welcome', 'login',
  'access', 'qwerty', 'qwertyuiop', 'qwertyui', 'qwertz', 'azerty', 'asdfgh', 'asdfghjkl', 'zxcvbn', 'zxcvbnm',
  'qazwsx', 'qazwsxedc', 'qazwsxedcrfv', '1qaz2wsx', '1qaz2wsx3edc', '1q2w3e', '1q2w3e4r', '1q2w3e4r5t', '1q2w3e4r5t6y',
  'zaq12wsx', 'q1w2e3r4', 'q1w2e3r4t5', 'qweasdzxc', 'qweasd', 'qwerty123456', 'abc', 'abcdef', 'abcd', 'admin',
  'administrator', 'root', 'toor', 'user', 'guest', 'test', 'testtest', 'demo', 'changeme', 'default', 'temp', 'master',
  'superuser', 'manager', 'iloveyou', 'dragon', 'monkey', 'football', 'baseball', 'sunshine', 'princess', 'shadow',
  'superman', 'batman', 'starwars', 'trustno', 'whatever', 'freedom', 'computer', 'internet', 'samsung', 'google',
  'facebook', 'vkontakte', 'telegram', 'hello', 'helloworld', 'michael', 'charlie', 'jordan', 'пароль', 'парольпароль',
  'йцукен', 'йцукенгшщз', 'йцукенгшщзхъ', 'фывапролдж', 'фывапролджэ', 'фыва', 'ячсмить', 'ячсмитьбю', 'йфяцычувс',
  'админ', 'администратор', 'привет', 'приветик', 'любовь', 'люблю', 'секрет', 'солнышко', 'наташа', 'максим', 'россия',
  'москва', 'хабаровск', 'куратор', 'исполнитель', 'gfhjkm', 'ghbdtn', 'gfhjkmgfhjkm', 'flvby', 'cjkysirj', 'yfnfif',
  'vfrcbv', 'hjccbz', '[f,fhjdcr', 'khabarovsk', 'moscow', 'russia', 'rossiya', 'otklik', 'отклик', 'curator',
  'executor', 'privet', 'natasha',
]);
