import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

/** `npm run demo` without the build before it, which the test run has made. */
const DEMO = resolve('dist/src/demo.js');
/** The whole first start, on a busy machine too. */
const PATIENCE = 480_000;

let directory: string;
const running: ChildProcess[] = [];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otklik-demo-'));
  // For root the embedded PostgreSQL runs as a user of its own.
  await chmod(directory, 0o755);
});
afterAll(async () => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

/** A demo in a process of its own, with a real installation's variables around it. */
function demo(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [DEMO, ...args], {
    env: {
      PATH: process.env['PATH'],
      VAR_DIR: directory,
      PORT: '0',
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/real',
      REDIS_URL: 'redis://127.0.0.1:1',
      HOST: '0.0.0.0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const said = { text: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.errors += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  /** Until the text has been said, or the demo has ended. */
  const until = async (text: string) => {
    const heard = new Promise<void>((done) => child.stdout.on('data', () => said.text.includes(text) && done()));
    await Promise.race([heard, ended]);
    if (!said.text.includes(text)) throw new Error(`Never said «${text}»:\n${said.text}\n${said.errors}`);
  };
  return { child, said, ended, until };
}

/** Fails with the first of the lines that does not follow those before it. */
function expectInOrder(text: string, lines: readonly string[]): void {
  let from = 0;
  for (const line of lines) {
    const at = text.indexOf(line, from);
    if (at < 0) throw new Error(`«${line}» does not follow in:\n${text.slice(from)}`);
    from = at + line.length;
  }
}

describe('npm run demo', () => {
  test(
    'loads the data and tells the whole story, with every term (M-6 to M-14)',
    async () => {
      const { said, ended } = demo(['--once']);
      expect([await ended, said.errors]).toEqual([0, '']);
      expectInOrder(said.text, [
        '178 придуманных сообщений',
        'История одного сообщения',
        '── пятница, 9 октября 2020 года',
        '09:20  Соколова И. А., куратор',
        'М, п. 6',
        'Сообщение зафиксировано',
        '«Мирное. Школу обещали открыть 1 сентября',
        '▸ Направить сообщение исполнителю: до 10:20, 1 час (М, п. 6) — куратор',
        '▸ Направить сообщение нескольким исполнителям: до 10:20, 1 рабочий час (М, п. 7) — куратор',
        // Routed to two at the same moment.
        '09:45  Соколова И. А., куратор',
        'М, п. 7',
        '→ Поступило исполнителю: Пересветова А. Н., Минобрнауки края',
        '→ Поступило исполнителю: Строгов В. С., Госконтроль края',
        '○ Направить сообщение исполнителю: срок снят, направлено нескольким исполнителям',
        '✓ Направить сообщение нескольким исполнителям: в срок, оставалось 35 мин',
        '▸ Направить проект ответа на согласование: до 16:45, 6 рабочих часов (М, п. 10) —',
        // One returns it; another takes over after both warnings.
        '10:05  Строгов В. С., Госконтроль края',
        'М, п. 8, абз. 1',
        'Исполнитель вернул сообщение',
        '▸ Назначить другого исполнителя: до 11:05, 1 рабочий час (М, п. 8, абз. 2) — куратор',
        '10:35  ◔ Прошла половина срока: «Назначить другого исполнителя», осталось 30 мин, до 11:05',
        '10:50  ◕ До конца срока 15 минут: «Назначить другого исполнителя», до 11:05 (куратор)',
        '10:55  Соколова И. А., куратор',
        'М, п. 8, абз. 2',
        '→ Поступило исполнителю: Назарова Д. Э., Минстрой края',
        '✓ Назначить другого исполнителя: в срок, оставалось 10 мин',
        // Remarks, and no second approval.
        '11:40  Пересветова А. Н., Минобрнауки края',
        'М, п. 10',
        'Проект ответа направлен на согласование (окончательный)',
        '11:50  Соколова И. А., куратор',
        'М, п. 12, абз. 1',
        'Проект ответа возвращён с замечаниями',
        '▸ Доработать и опубликовать ответ: до 12:50',
        '12:30  Пересветова А. Н., Минобрнауки края',
        'М, п. 12, абз. 2',
        '✓ Доработать и опубликовать ответ: в срок, оставалось 20 мин',
        // The interim reply on Friday evening: its review goes over the weekend.
        '17:45  Назарова Д. Э., Минстрой края',
        'М, п. 11, абз. 1',
        '(промежуточный)',
        '▸ Согласовать проект ответа: до пн 12.10 09:45',
        '▸ Дать окончательный ответ: до вт 20.10 18:00, 7 рабочих дней (М, п. 11, абз. 2)',
        '── понедельник, 12 октября 2020 года',
        '09:20  Соколова И. А., куратор',
        'Проект ответа согласован',
        'Все части ответа готовы: нужен сводный ответ (М, п. 13, абз. 3)',
        // The one term passed, with its warnings.
        '09:50  ◔ Прошла половина срока: «Опубликовать сводный ответ»',
        '10:05  ◕ До конца срока 15 минут: «Опубликовать сводный ответ»',
        '10:20  ● Срок истёк: «Опубликовать сводный ответ» (куратор)',
        '10:35  Соколова И. А., куратор',
        'М, п. 13, абз. 3',
        'Сводный ответ опубликован (промежуточный)',
        '✗ Опубликовать сводный ответ: с опозданием на 15 мин; отвечает куратор (М, п. 14)',
        '── вторник, 13 октября 2020 года',
        'М, п. 11, абз. 2',
        '(окончательный)',
        'Сводный ответ опубликован (окончательный)',
        '✓ Дать окончательный ответ: в срок',
        // The last answer goes out through the network's interface, and its wall can be looked at.
        '↗ Опубликовано через программный интерфейс ВКонтакте',
        '/demo/vk/wall-990000001_4275?reply=',
        'Сроки этого сообщения',
        'Нарушено сроков: 1 из 12',
        // The same by letters: a return, interim and final, remarks, revised with the link; each letter by its address.
        'То же самое письмами',
        '── среда, 14 октября 2020 года',
        '→ Поступило исполнителю: Кудрявцева Н. Т., Минсоцзащиты края',
        '09:41  ✉ Письмо: Кудрявцева Н. Т., kudryavtseva@minsoc.example',
        '/demo/mail/',
        'Исполнитель вернул сообщение',
        '✉ ответ на это письмо из ящика kudryavtseva@minsoc.example',
        '10:41  ✉ Письмо: Иванова Е. Г., ivanova@minzdrav.example',
        'Проект ответа направлен на согласование (промежуточный)',
        '12:06  ✉ Письмо: Соколова И. А., sokolova@guvp.example',
        'Проект ответа согласован',
        '12:36  ✉ Письмо: Иванова Е. Г., ivanova@minzdrav.example',
        'Исполнитель опубликовал ответ',
        '── четверг, 15 октября 2020 года',
        'Проект ответа направлен на согласование (окончательный)',
        'Проект ответа возвращён с замечаниями',
        'Исполнитель доработал ответ по замечаниям',
        '✉ ответ на это письмо из ящика ivanova@minzdrav.example',
        '✓ Дать окончательный ответ: в срок',
        'пришло ещё 20 сообщений',
        'Сейчас в базе:',
        'Программный интерфейс',
        'http://127.0.0.1:',
        'otklik-demo-2020',
        'sokolova@guvp.example',
        'tarasenko@guvp.example',
        'TOKEN=',
      ]);
      for (const state of [
        'ждут направления: 2',
        'возвращены исполнителем: 1',
        'ждут сводного ответа: 1',
        'отклонены: 21',
        'присоединены к другому: 1',
      ]) {
        expect(said.text.replaceAll(/\s+/g, ' ')).toContain(state);
      }
      expect(said.text).not.toContain('\u001B');
      expect(said.text.split('\n').filter((line) => [...line].length > 100)).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'a second start reuses the data, tells a new story, answers, and stops when told',
    async () => {
      const { child, said, ended, until } = demo([]);
      await until('чтобы начать заново');
      expect(said.text).toContain('сохранились с прошлого запуска');
      expect(said.text).not.toMatch(/придуманных сообщени|Мирное/);
      expectInOrder(said.text, [
        '2-я по счёту',
        '── пятница, 16 октября 2020 года',
        '«Пришла платёжка за отопление',
        '● Срок истёк',
        'Нарушено сроков: 1 из 12',
      ]);

      const root = /http:\/\/127\.0\.0\.1:\d+\/api\/v1/.exec(said.text)?.[0] ?? '';
      const authorization = `Bearer ${/^TOKEN=(\S+)$/m.exec(said.text)?.[1]}`;
      const ask = async (path: string, init?: RequestInit) => {
        const answer = await fetch(`${root}${path}`, {
          ...init,
          headers: { authorization, 'content-type': 'application/json' },
        });
        return {
          status: answer.status,
          body: (await answer.json()) as {
            items: { url: string; text: string; overdue: boolean }[];
            fired: { at: string }[];
            from: string;
            now: string;
            nextCursor: string | null;
          },
        };
      };
      const all = await ask('/incidents?limit=200');
      // 198 messages of the town and two of each kind of story, none of them twice.
      expect([all.body.items.length, new Set(all.body.items.map(({ url }) => url)).size, all.body.nextCursor === null]).toEqual([200, 200, false]);
      // The letters a story speaks of can be read where it says.
      const letter = /http:\/\/127\.0\.0\.1:\d+\/demo\/mail\/[0-9a-f-]{36}/.exec(said.text)?.[0] ?? '';
      expect(await (await fetch(letter)).text()).toContain('Ответ: сообщение возвращено куратору');
      expect((await ask('/incidents?limit=200&status=closed')).body.items.length).toBeGreaterThan(50);

      // The three commands shown.
      const overdue = (await ask('/incidents?overdue=true&limit=5')).body.items;
      expect(overdue.map((item) => item.overdue)).toEqual([true, true, true, true, true]);
      const found = (await ask(`/incidents?q=${encodeURIComponent('школа')}`)).body.items;
      expect(found.some(({ text }) => /школ[уы]/i.test(text))).toBe(true);
      const moved = await ask('/demo/clock', { method: 'POST', body: '{"advance":"PT2H"}' });
      expect(moved.status).toBe(200);
      expect(Date.parse(moved.body.now) - Date.parse(moved.body.from)).toBeGreaterThanOrEqual(2 * 3_600_000);
      expect(moved.body.fired.map(({ at }) => at)).toEqual(moved.body.fired.map(({ at }) => at).toSorted());
      expect((await fetch(new URL('/api/docs', root))).status).toBe(200);

      // Both stories' last answers stand on their walls, once, also after the restart.
      const walls = [/http\S+(\/demo\/vk\/wall\S+)/.exec(said.text)?.[1] ?? '', '/demo/vk/wall-990000001_4275'];
      for (const [n, words] of ['новые счета придут до 10 ноября', 'школа откроется 11 января'].entries()) {
        const page = await fetch(new URL(walls[n] ?? '', root));
        const html = await page.text();
        expect([page.status, html.split(words).length - 1, /<script|style=/.test(html)]).toEqual([200, 1, false]);
        expect(page.headers.get('content-security-policy')).toContain(`script-src 'self'`);
      }
      // Every message found there and recorded stands on its wall.
      for (const [wall, words] of [['wall-990000003_6100', 'Сколько ещё ждать'], ['wall-99000091_71', 'плитка провалилась'], ['wall-990000002_4107', 'Городское сообщество']] as const) {
        expect(await (await fetch(new URL(`/demo/vk/${wall}`, root))).text()).toContain(words);
      }
      expect((await fetch(new URL('/demo/vk/wall-1_2', root))).status).toBe(404);

      child.kill('SIGINT');
      expect([await ended, said.errors]).toEqual([0, '']);
    },
    PATIENCE,
  );

  test(
    'a port that is taken is one clear line',
    async () => {
      const other = createServer();
      await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
      const { port } = other.address() as AddressInfo;
      const { said, ended } = demo(['--once'], { PORT: String(port) });
      expect(await ended).toBe(1);
      other.close();
      expect(said).toEqual({
        text: '',
        errors: `Порт ${port} занят. Закройте другую программу или укажите свободный: PORT=${port + 1} npm run demo\n`,
      });
    },
    PATIENCE,
  );
});
