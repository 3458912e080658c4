import {
  ApproveDraft, DeclineIncident, MergeIncident, PublishConsolidatedReply, PublishForExecutor, PublishReply,
  RequestChanges, ReturnAssignment, ReviseAndPublish, RouteIncident, SubmitDraft, WithdrawAssignment,
} from '../../../src/incidents/index.js';
import type { Actor } from '../../../src/identity/index.js';
import { type Network, networks } from '../../../src/networks/index.js';
import { Database } from '../../../src/platform/database/index.js';
import type { TestApp } from '../app.js';
import { type ContactPerson, createAccounts, createCurator, createExecutor, seedIds } from '../factories.js';
import { link } from '../incidents.js';
import type { Seeded } from './seeded.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Acts fall on multiples of this, so that several share a moment and can be done side by side. */
const GRAIN = 15 * MINUTE;
const LANES = 6;

const topics = ['g01-t01', 'g01-t02', 'g02-t01', 'g03-t01', 'g05-t02', 'g07-t01'];
const places = ['08701000', '08709000', undefined, undefined] as const;
const grounds = ['no-question', 'no-question', 'intent-to-harm', 'obscene-or-insulting', 'threat-to-officials'] as const;
const replies = [
  'Здравствуйте! Яму на улице Ленина засыплем до 15 июля. Вопросы — по телефону 40-22-00.',
  'В целях осуществления мероприятий по обеспечению надлежащего содержания автомобильных дорог проведена работа.',
  'Уважаемый житель, ваше обращение рассмотрено. Вопрос взят на контроль.',
  'Добрый день! Терапевт начнёт приём в понедельник, 6 июля. Запись по телефону 112.',
];

const actor = (person: ContactPerson, role: 'curator' | 'executor'): Actor => ({ userId: person.userId, roles: [role], authorityId: role === 'executor' ? person.authorityId : null, channel: 'api' });

/** A curator and executors of four authorities. */
export interface Officials {
  curator: ContactPerson;
  executors: ContactPerson[];
}

export async function createOfficials(t: TestApp): Promise<Officials> {
  await createAccounts(t);
  const curator = await createCurator(t);
  const executors: ContactPerson[] = [];
  for (const authorityCode of ['min-zdrav', 'upr-lesami', 'min-fin', 'min-zdrav', 'min-zhkh']) executors.push(await createExecutor(t, { authorityCode }));
  return { curator, executors };
}

interface Seen {
  status: string;
  network: Network;
  assignments: { id: string; executorId: string; status: string; publisher: string | null; draftId: string | null }[];
}

/**
 * Somebody's random month: citizens write at random moments, officials act now quickly, now late, by every way the decree knows.
 * Messages are recorded over HTTP; the acts on them are the ones the routes call, without the answers nobody would look at.
 */
export class RandomLives {
  private readonly agenda = new Map<number, (() => Promise<void>)[]>();
  private readonly ids: string[] = [];
  private readonly curator: Actor;
  private readonly executors: readonly ContactPerson[];

  constructor(
    private readonly t: TestApp,
    private readonly random: Seeded,
    private readonly officials: Officials,
  ) {
    this.curator = actor(officials.curator, 'curator');
    this.executors = officials.executors;
  }

  /** `count` messages at random moments between two. */
  write(count: number, from: string, to: string): void {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    for (let i = 0; i < count; i += 1) this.at(start + this.random.next() * (end - start), () => this.record());
  }

  /** One message exactly then, to the millisecond. */
  writeAt(moment: string): void {
    this.plan(Date.parse(moment), () => this.record());
  }

  /** Lives on up to a moment. */
  async until(moment: string): Promise<void> {
    const end = Date.parse(moment);
    for (let at = this.nextAt(); at !== null && at <= end; at = this.nextAt()) {
      const turns = (this.agenda.get(at) ?? []).values();
      this.agenda.delete(at);
      this.t.clock.set(new Date(at));
      const lane = async () => {
        for (const turn of turns) await turn();
      };
      await Promise.all(Array.from({ length: LANES }, lane));
    }
    this.t.clock.set(moment);
  }

  private nextAt(): number | null {
    return this.agenda.size === 0 ? null : Math.min(...this.agenda.keys());
  }

  private plan(at: number, turn: () => Promise<void>): void {
    this.agenda.set(at, [...(this.agenda.get(at) ?? []), turn]);
  }

  private at(moment: number, turn: () => Promise<void>): void {
    this.plan(Math.ceil(moment / GRAIN) * GRAIN, turn);
  }

  /** Mostly within the hour, sometimes hours or days later. */
  private later(turn: () => Promise<void>, hours = 0): void {
    const wait = this.random.chance(0.6) ? this.random.next() * 0.8 : this.random.chance(0.8) ? this.random.next() * 12 : this.random.next() * 120;
    this.at(this.t.clock.now().getTime() + (wait + hours) * HOUR, turn);
  }

  private async record(): Promise<void> {
    const { random, t } = this;
    const network = random.pick<Network>(networks);
    const message = { network, url: link(network), author: { name: 'Автор' }, text: 'Когда починят дорогу?', postedAt: t.clock.now().toISOString() };
    const headers = { ...this.officials.curator.auth, 'content-type': 'application/json' };
    const answer = await fetch(`${await t.app.getUrl()}/api/v1/incidents`, { method: 'POST', headers, body: JSON.stringify(message) });
    const { id } = (await answer.json()) as { id: string };
    if (answer.status !== 201) throw new Error(`Recorded with ${answer.status}`);
    const earlier = this.ids.length > 0 ? this.ids.slice(-300) : [id];
    this.ids.push(id);
    const chance = random.next();
    if (chance < 0.04) return;
    if (chance < 0.16) this.later(() => t.get(DeclineIncident).execute(this.curator, id, { ground: random.pick(grounds), version: null }).then(ignore, refused));
    else if (chance < 0.24 && !earlier.includes(id)) this.later(() => t.get(MergeIncident).execute(this.curator, id, { into: random.pick(earlier), version: null }).then(ignore, refused));
    else this.later(() => this.route(id));
  }

  private async route(id: string, not: readonly string[] = []): Promise<void> {
    const { random, t } = this;
    const free = this.executors.filter(({ contactId }) => !not.includes(contactId));
    const several = random.chance(0.2);
    const chosen = free.toSorted(() => random.next() - 0.5).slice(0, several ? 2 + random.below(2) : 1);
    const place = random.pick(places);
    await t.get(RouteIncident).execute(this.curator, id, {
      topicId: seedIds.topic(random.pick(topics)), ...(place ? { locationId: seedIds.location(place) } : random.chance(0.5) ? { place: 'у вокзала' } : {}),
      executorIds: chosen.map(({ contactId }) => contactId), version: null,
    }).then(ignore, refused);
    for (const person of chosen) this.later(() => this.answer(id, person), random.chance(0.7) ? 1 : 5);
  }

  /** As much of an incident as an act needs to know. */
  private async view(id: string): Promise<Seen> {
    const [seen] = await this.t.get(Database).rows<Seen>(
      `SELECT i.status, i.network, (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'executorId', a.executor_id, 'status', a.status, 'publisher', a.publisher, 'draftId', a.current_draft_id)
         ORDER BY a.assigned_at, a.id), '[]') FROM assignment a WHERE a.incident_id = i.id) AS assignments FROM incident i WHERE i.id = $1`,
      [id],
    );
    return seen as Seen;
  }

  /** The executor returns the message, drafts, or never does anything. */
  private async answer(id: string, person: ContactPerson): Promise<void> {
    const { random, t } = this;
    const own = (await this.view(id)).assignments.findLast(({ executorId }) => executorId === person.contactId);
    if (!own || own.status !== 'assigned') return;
    const chance = random.next();
    if (chance < 0.05) return;
    if (chance < 0.14) {
      await t.get(ReturnAssignment).execute(actor(person, 'executor'), own.id, { reason: 'Не наше', version: null }).then(ignore, refused);
      this.later(() => this.route(id, [person.contactId]));
      return;
    }
    if (chance < 0.17) {
      await t.get(WithdrawAssignment).execute(this.curator, own.id, { reason: 'Ошибка', version: null }).then(ignore, refused);
      this.later(() => this.route(id, [person.contactId]));
      return;
    }
    await this.draft(id, own.id, person, random.chance(0.25) ? 'interim' : 'final');
  }

  private async draft(id: string, assignmentId: string, person: ContactPerson, kind: 'interim' | 'final'): Promise<void> {
    await this.t.get(SubmitDraft).execute(actor(person, 'executor'), assignmentId, { kind, text: this.random.pick(replies), version: null }).then(ignore, refused);
    this.later(() => this.review(id, assignmentId, person));
  }

  private async review(id: string, assignmentId: string, person: ContactPerson): Promise<void> {
    const { random, t } = this;
    const own = (await this.view(id)).assignments.find((one) => one.id === assignmentId);
    const draftId = own?.draftId;
    if (!own || !draftId || own.status !== 'in-review') return;
    if (random.chance(0.2)) {
      await t.get(RequestChanges).execute(this.curator, draftId, { remarks: 'Назовите дату', version: null }).then(ignore, refused);
      this.later(() => this.revise(id, assignmentId, person));
    } else if (own.publisher === 'curator') {
      await t.get(PublishForExecutor).execute(this.curator, draftId, { url: await this.link(id), version: null }).then(ignore, refused);
      this.afterwards(id, assignmentId, person);
    } else {
      await t.get(ApproveDraft).execute(this.curator, draftId, { version: null }).then(ignore, refused);
      this.later(() => this.publish(id, assignmentId, person));
    }
  }

  private async revise(id: string, assignmentId: string, person: ContactPerson): Promise<void> {
    const own = (await this.view(id)).assignments.find((one) => one.id === assignmentId);
    if (own?.status !== 'changes-requested') return;
    const url = own.publisher === 'executor' ? { url: await this.link(id) } : {};
    await this.t.get(ReviseAndPublish).execute(actor(person, 'executor'), assignmentId, { text: this.random.pick(replies), ...url, version: null }).then(ignore, refused);
    this.later(() => this.publish(id, assignmentId, person));
  }

  private async publish(id: string, assignmentId: string, person: ContactPerson): Promise<void> {
    const { t } = this;
    const incident = await this.view(id);
    const own = incident.assignments.find((one) => one.id === assignmentId);
    if (incident.status === 'consolidation') {
      await t.get(PublishConsolidatedReply).execute(this.curator, id, { text: this.random.pick(replies), url: await this.link(id), version: null }).then(ignore, refused);
      for (const { executorId, id: part } of incident.assignments) {
        const somebody = this.executors.find(({ contactId }) => contactId === executorId);
        if (somebody) this.afterwards(id, part, somebody);
      }
    } else if (own?.status === 'approved') {
      await t.get(PublishReply).execute(actor(person, 'executor'), assignmentId, { url: await this.link(id), version: null }).then(ignore, refused);
      this.afterwards(id, assignmentId, person);
    } else if (own?.status === 'handed-over') {
      await t.get(PublishForExecutor).execute(this.curator, own.draftId ?? '', { url: await this.link(id), version: null }).then(ignore, refused);
      this.afterwards(id, assignmentId, person);
    }
  }

  /** After an interim answer the final one follows, in time or not at all. */
  private afterwards(id: string, assignmentId: string, person: ContactPerson): void {
    this.later(async () => {
      const own = (await this.view(id)).assignments.find((one) => one.id === assignmentId);
      if (own?.status === 'interim-published' && !this.random.chance(0.1)) await this.draft(id, assignmentId, person, 'final');
    }, 24 + this.random.next() * 240);
  }

  private async link(id: string): Promise<string> {
    return link((await this.view(id)).network);
  }
}

const ignore = (): void => undefined;
/** What became impossible meanwhile is refused, as anybody's click would be; anything else is a fault. */
const refused = (error: unknown): void => {
  if ((error as Error).name !== 'DomainError') throw error;
};
