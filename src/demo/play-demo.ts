import type { INestApplicationContext } from '@nestjs/common';
import { WorkingTimes } from '../calendar/index.js';
import { Clock } from '../platform/clock/index.js';
import { ClockSteps } from './clock/clock-steps.js';
import { DemoState } from './demo-state.js';
import { counted, longMoment } from '../platform/russian/index.js';
import { farewell } from './story/farewell.js';
import { Interface } from './story/interface.js';
import type { Page } from './story/page.js';
import { MatterReader } from './town/matter.js';
import { stories, type Story } from './story/stories.js';
import { tellLetterStory } from './story/tell-letter-story.js';
import { beginningAfter, tellStory } from './story/tell-story.js';
import { TownCredentials } from './town/town-credentials.js';
import { TownPlans } from './town/plans.js';
import { TownQueue } from './town/queue.js';
import { Town } from './town/town.js';
import { TownWalls } from './town/walls.js';
import { DemoVk } from './vk/demo-vk.js';

/** Close of the last day before the first story. */
const EVE = '2020-10-08T18:00:00+10:00';
/** Working minutes in which the messages of the last day come, once the first story is told. */
const TODAY_MINUTES = 170;

/** Loads people, accounts and the days before the first story. On a later start there is nothing left to do. */
export async function prepareTown(app: INestApplicationContext, page: Page): Promise<void> {
  const [town, state, clock] = [app.get(Town), app.get(DemoState), app.get(Clock)];
  const began = performance.now();
  if (state.peopled) {
    page.line(`  Данные      сохранились с прошлого запуска, ничего не загружается заново`);
    return;
  }
  await app.get(ClockSteps).pastHistory();
  await state.saveClock(clock.now());
  const officials = await town.settle();
  const staff = counted(officials.length, 'сотрудник', 'сотрудника', 'сотрудников');
  page.line(`  Справочники органы края и их аккаунты, темы, населённые пункты, ${staff}`);
  await app.get(TownCredentials).enter();
  const plans = app.get(TownPlans);
  await plans.sentInTime(officials);
  const messages = await town.liveThroughEarlierDays(new Date(EVE));
  await plans.sentLate();
  await app.get(TownQueue).load(officials, clock.now());
  app.get(DemoVk).stands(await app.get(TownWalls).read());
  await state.saveClock(clock.now());
  const seconds = ((performance.now() - began) / 1000).toFixed(1).replace('.', ',');
  const came = counted(messages, 'придуманное сообщение', 'придуманных сообщения', 'придуманных сообщений');
  page.line(`  Сообщения   ${came} с 30 сентября по 8 октября 2020 года (${seconds} с)`);
}

/** Tells the next story over the running product's own interface and says what can be tried; the product stays up. */
export async function playDemo(app: INestApplicationContext, page: Page, root: string): Promise<void> {
  const [town, state, clock] = [app.get(Town), app.get(DemoState), app.get(Clock)];
  const workingTime = await app.get(WorkingTimes).of(null);
  const api = new Interface(root);
  const number = state.stories;
  const begin = beginningAfter(clock.now(), workingTime);
  const story = stories[number % stories.length] as Story;
  // Counted before it is told: a story broken off halfway is not begun again, its post is recorded already.
  await state.save({ stories: number + 1 });

  page.title(`История одного сообщения${number > 0 ? `, ${number + 1}-я по счёту` : ''}`);
  page.prose(
    `Всё ниже происходит на самом деле: сотрудники входят под своими паролями и работают через программный ` +
      `интерфейс. Часы у демонстрации свои. Сейчас на них ${longMoment(clock.now())}; ` +
      `начало истории: ${longMoment(begin)}. ` +
      `Рабочий день с 9 до 18, обед с 13 до 14. ` +
      `М — положение о работе с сообщениями, утверждённое постановлением № 77-пр.`,
    { inks: ['dim'] },
  );
  await tellStory(story, { api, page, workingTime, begin, number, times: Math.floor(number / stories.length), vk: app.get(DemoVk), root });

  const letters = beginningAfter(clock.now(), workingTime);
  page.title('То же самое письмами');
  page.prose(
    `Теперь исполнители систему не открывают вовсе, а куратор в ней только записывает и направляет сообщение: остальное все делают ` +
      `ответами на письма. Начало: ${longMoment(letters)}. Почта встроенная, каждое письмо можно открыть по его адресу и ответить на него.`,
    { inks: ['dim'] },
  );
  await tellLetterStory({ app, api, page, workingTime, begin: letters, number });

  if (!state.peopled) {
    const came = await town.liveThroughToday(TODAY_MINUTES);
    app.get(DemoVk).stands(await app.get(TownWalls).read());
    await state.saveClock(clock.now());
    await state.save({ peopled: true });
    page.line();
    const more = counted(came, 'сообщение', 'сообщения', 'сообщений');
    page.prose(`Рабочий день продолжается: за это время пришло ещё ${more}, они на разных шагах.`);
  }
  page.line();
  page.prose(`Сейчас в базе: ${await census(app)}.`);
  await farewell(page, api, clock.now());
}

const standings = {
  recorded: 'ждут направления',
  routed: 'у исполнителей',
  returned: 'возвращены исполнителем',
  consolidation: 'ждут сводного ответа',
  'interim-answered': 'с промежуточным ответом',
  closed: 'с окончательным ответом',
  declined: 'отклонены',
  merged: 'присоединены к другому',
};

async function census(app: INestApplicationContext): Promise<string> {
  const counts = await app.get(MatterReader).census();
  const parts = Object.entries(standings).flatMap(([status, words]) =>
    counts[status] ? [`${words}: ${counts[status]}`] : [],
  );
  return parts.join(', ');
}
