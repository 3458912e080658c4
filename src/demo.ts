import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { DemoModule, DemoState, DemoVk, Page, playDemo, prepareTown } from './demo/index.js';
import { type Config, ConfigError, loadConfig } from './platform/config/index.js';
import { StartError } from './platform/errors/index.js';
import { start } from './start.js';

/** Where the demo's own time begins: the citizens' first morning. Texts, laws and networks are those of that autumn. */
const BEGINNING = new Date('2020-09-30T08:50:00+10:00');

/** With passwords everybody knows the demo listens on this machine only. */
const HOST = '127.0.0.1';

/**
 * The demo's configuration. Of the environment it heeds PORT, VAR_DIR and LOG_LEVEL alone: it never touches a real
 * database.
 */
function demoConfig({ LOG_LEVEL }: NodeJS.ProcessEnv, { port, directory, vk }: { port: string; directory: string; vk: string }): Config {
  return loadConfig(
    { PORT: port, HOST, VAR_DIR: directory, LOG_LEVEL, PUBLIC_URL: `http://localhost:${port}`, MAIL_FROM: 'Отклик <otklik@otklik.example>', MAIL_REPLY_ADDRESS: 'otklik@otklik.example', NOTIFY_GROUP_SECONDS: '3', NETWORKS: 'vk', VK_API_URL: vk },
    { demo: true },
  );
}

/** `npm run demo`: everything embedded, invented data, one story, then the product stays up; with `--once` it ends. */
async function main(): Promise<void> {
  const once = process.argv.includes('--once');
  const page = new Page(process.stdout);
  const directory = resolve(process.env['VAR_DIR'] || './var', 'demo');
  const port = await freePort(process.env['PORT'] || '3000');
  const state = await DemoState.open(directory, BEGINNING);
  const clock = state.clock();
  const vk = DemoVk.open(directory, () => clock.now());
  const config = demoConfig(process.env, { port, directory, vk: await vk.start() });
  page.line(page.ink('Отклик: сообщения жителей Хабаровского края из социальных сетей, от записи до ответа', 'bold'));
  page.line('  Запуск      база данных и очереди поднимаются внутри программы, больше ничего не нужно');
  page.line(`  Журнал      ${join(relative('.', config.VAR_DIR), 'demo.log')}`);
  const log = createWriteStream(join(config.VAR_DIR, 'demo.log'), { flags: 'a' });
  const running = await start(config, {
    clock,
    logTo: { write: (line) => log.write(line) },
    extra: [DemoModule.with(clock, state, vk)],
    beforeListening: (app) => prepareTown(app, page),
  });
  const stop = async () => {
    await running.stop();
    await vk.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().catch(fail));
  try {
    await playDemo(running.app, page, await running.app.getUrl());
  } catch (error) {
    await running.stop();
    await vk.stop();
    throw error;
  }
  if (once) await stop();
}

/**
 * The port to listen on; for `0` any that is free.
 * @throws ConfigError in Russian when it is taken: better now than after the data are loaded.
 */
function freePort(port: string): Promise<string> {
  const wanted = Number(port);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
    throw new ConfigError(`PORT=${port}: ожидается номер порта от 0 до 65535`);
  return new Promise((found, refuse) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      refuse(
        new ConfigError(
          error.code === 'EADDRINUSE'
            ? `Порт ${port} занят. Закройте другую программу или укажите свободный: PORT=${wanted + 1} npm run demo`
            : `Порт ${port} открыть не удалось (${error.code})`,
        ),
      ),
    );
    probe.listen(wanted, HOST, () => {
      const address = probe.address();
      probe.close(() => found(String(typeof address === 'object' && address ? address.port : wanted)));
    });
  });
}

function fail(error: unknown): never {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}

main().catch(fail);
