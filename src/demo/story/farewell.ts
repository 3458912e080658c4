import { demoPeople } from '../data/index.js';
import { longMoment } from '../../platform/russian/index.js';
import { DEMO_PASSWORD } from '../town/officials.js';
import type { Interface } from './interface.js';
import type { Page } from './page.js';
import { nameOf } from './teller.js';

const roles = {
  curator: 'Куратор',
  executor: 'Исполнитель',
  committee: 'Комитет',
  'it-ministry': 'Министерство связи',
  admin: 'Администратор',
};
/** Executors shown: those of the stories, and one whose authority has no account. */
const shown = [
  'peresvetova@minobr.example',
  'nazarova@minstroy.example',
  'strogov@gkontrol.example',
  'shirokova@minfin.example',
];

/** Says where everything is, who may enter, and what to try. */
export async function farewell(page: Page, api: Interface, now: Date): Promise<void> {
  const [curator] = demoPeople as [(typeof demoPeople)[number]];
  const { host } = new URL(api.root);
  const { items } = await api.get<{ items: { email: string; authority: { shortName: string } }[] }>(
    curator.email,
    '/executors?limit=200',
  );
  const place = (email: string) => items.find((contact) => contact.email === email)?.authority.shortName;
  const people = demoPeople.filter(({ role, email }) => role !== 'executor' || shown.includes(email));

  page.title('Система работает, попробуйте сами');
  page.table(
    [
      ['Программный интерфейс', `http://${host}/api/v1`],
      ['Описание в браузере', `http://${host}/api/docs`],
      ['Почта всех сотрудников', `http://${host}/demo/mail`],
      ['Реестр аккаунтов', `http://${host}/registry`],
      ['Учебная ВКонтакте', `http://${host}/demo/vk`],
      ['Время демонстрации', `${longMoment(now)} (Хабаровск), часы идут`],
      ['Пароль у всех один', DEMO_PASSWORD],
    ],
    [24],
    (_, column) => (column === 1 ? ['bold'] : []),
  );
  page.line();
  page.table(
    people.map((person) => [roles[person.role], person.email, nameOf(person), place(person.email) ?? '']),
    [18, 28, 18],
  );
  page.line(`  Исполнители других органов: GET /api/v1/executors (всего ${items.length})`);

  page.title('Четыре команды');
  page.line(`TOKEN=${await api.token(curator.email)}`);
  const signed = '  -H "Authorization: Bearer $TOKEN"';
  page.line('# что просрочено');
  page.line(`curl -s "http://${host}/api/v1/incidents?overdue=true&limit=5" \\`);
  page.line(signed);
  page.line('# что нашлось в сетях и ждёт решения: важное сначала');
  page.line(`curl -s "http://${host}/api/v1/candidates?limit=5" \\`);
  page.line(signed);
  page.line('# найти по словам: «школа», «школы», «школу»');
  page.line(`curl -s -G "http://${host}/api/v1/incidents" --data-urlencode "q=школа" \\`);
  page.line(signed);
  page.line('# перевести часы на два часа вперёд: сработают все сроки на этом пути');
  page.line(`curl -s "http://${host}/api/v1/demo/clock" \\`);
  page.line(`${signed} \\`);
  page.line(`  -H "Content-Type: application/json" -d '{"advance":"PT2H"}'`);
  page.line();
  page.prose(
    'Часы переводят куратор и администратор. Остановить: Ctrl+C. Следующий запуск продолжит с теми же данными ' +
      'и расскажет новую историю; чтобы начать заново, удалите папку demo внутри var.',
    { indent: 0, inks: ['dim'] },
  );
}
