import { MovableClock } from '../../src/platform/clock/index.js';
import { loadConfig } from '../../src/platform/config/index.js';
import { MailSettings, type ReplyTokens } from '../../src/platform/mail/index.js';
import { Templates, templatesFolder } from '../../src/platform/templates/index.js';
import { ComposeLetter } from '../../src/notifications/compose-letter.js';
import type { Unsubscribe } from '../../src/notifications/unsubscribe.js';
import { letterSamples, morningSample } from './letter-samples.js';

const person = {
  key: 'u', userId: '01990000-0000-7000-8000-00000000000a', contactId: null, standsInFor: null, surname: 'Ким', name: 'Анна Сергеевна', address: 'kim@min.example',
  roles: [], authorityId: null, scheduleId: null,
};

/** Every letter there is, made of the samples as the product makes it. */
export async function composed(): Promise<Map<string, { subject: string; html: string; text: string; replyTo?: string | null; answers?: object | null }>> {
  const config = loadConfig({ MAIL_FROM: 'Отклик <otklik@otklik.example>', MAIL_REPLY_ADDRESS: 'otklik@otklik.example', PUBLIC_URL: 'https://otklik.example' });
  const tokens = { issue: async () => ['otklik+abcdefghjkmnpqrstvwxyz0123456@otklik.example'] } as unknown as ReplyTokens;
  const unsubscribe = { link: async () => 'https://otklik.example/api/v1/unsubscribe/digest.x.y' } as unknown as Unsubscribe;
  const clock = MovableClock.frozen('2020-10-09T10:20:00+10:00');
  const compose = new ComposeLetter(new Templates(templatesFolder()), tokens, new MailSettings(config), unsubscribe, clock, config);
  const all = Object.entries(letterSamples).map(([letter, content]) => ({ letter, stream: 'incident', streamId: letter, content }));
  const letters = new Map<string, { subject: string; html: string; text: string; replyTo?: string | null; answers?: object | null }>();
  for (const said of all) letters.set(said.letter, await compose.single(person, said));
  letters.set('several', await compose.several(person, all.slice(0, 6), false));
  // A reminder beside the first letter of the same assignment.
  letters.set('several of one', await compose.several(person, [all[0] as (typeof all)[0], { ...(all[0] as (typeof all)[0]), letter: 'term-warning' }], false));
  letters.set('digest', await compose.several(person, all.slice(0, 3), true));
  letters.set('morning', { subject: 'Ваши сроки на сегодня: 4', ...compose.bodies('morning', person, morningSample) });
  return letters;
}
