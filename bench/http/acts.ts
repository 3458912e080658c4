import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type pg from 'pg';
import { newId } from '../../src/platform/ids/index.js';
import type { BenchPeople } from '../support/people.js';
import { capture, ownIds, retarget, type Statement } from './capture.js';

/** A request of the interface. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

/** Acts that are measured, as requests. */
export class Acts {
  constructor(
    readonly people: BenchPeople,
    private readonly topicId: string,
    private readonly locationId: string,
  ) {}

  record(post: number): Call {
    return {
      method: 'POST',
      path: '/incidents',
      body: {
        network: 'vk',
        url: `https://vk.com/wall-1_${post}`,
        author: { name: 'Мария Вопросова', profileUrl: 'https://vk.com/id1' },
        text: 'Здравствуйте! На Краснореченской напротив автомойки огромная яма уже неделю, объезжаем по встречке. Когда заделают?',
        postedAt: '2020-06-01T09:00:00+10:00',
      },
    };
  }

  route(incidentId: string): Call {
    const executorId = this.people.executors[0]?.[0].contactId;
    return { method: 'POST', path: `/incidents/${incidentId}/route`, body: { topicId: this.topicId, locationId: this.locationId, executorIds: [executorId] } };
  }

  read = (incidentId: string): Call => ({ method: 'GET', path: `/incidents/${incidentId}` });

  list = (): Call => ({ method: 'GET', path: '/incidents' });
}

/** What the product sends for each act, and for whom it was captured. */
export interface Scripts {
  /** For a post that is known under no number yet. */
  record: (post: number) => Statement[];
  /** For a recorded incident with its two terms. */
  route: (target: Target) => Statement[];
  read: (incidentId: string) => Statement[];
  list: () => Statement[];
}

/** A recorded incident nobody has routed yet. */
export interface Target {
  readonly id: string;
  readonly routeId: string;
  readonly severalId: string;
}

const POSTS = [700_000_001, 700_000_002] as const;

/** Lets the product do each act twice and writes down what it sends; what differs is made a parameter. */
export async function captureScripts(app: NestFastifyApplication, acts: Acts, client: pg.Client): Promise<Scripts> {
  const done = async (call: Call): Promise<{ statements: Statement[]; id: string }> => {
    let id = '';
    const statements = await capture(async () => {
      const answer = await app.inject({
        method: call.method, url: `/api/v1${call.path}`, payload: call.body, headers: { authorization: `Bearer ${acts.people.curator.token}` },
      });
      if (answer.statusCode >= 300) throw new Error(`${call.path}: ${answer.statusCode} ${answer.body}`);
      id = (answer.json() as { id?: string }).id ?? '';
    });
    return { statements, id };
  };
  // The first of all warms caches (calendar, editions) that every later one finds.
  await done(acts.route((await done(acts.record(700_000_000))).id));
  const [one, two] = [await done(acts.record(POSTS[0])), await done(acts.record(POSTS[1]))];
  const fresh = ownIds(one.statements, two.statements);
  const target = await targetOf(client, one.id);
  const [routed, other] = [await done(acts.route(one.id)), await done(acts.route(two.id))];
  const made = ownIds(routed.statements, other.statements).filter((id) => !Object.values(target).includes(id));
  const read = await done(acts.read(one.id));
  const readIds = [one.id];
  const list = await done(acts.list());
  return {
    record: (post) => retarget(one.statements, new Map([[String(POSTS[0]), String(post)], ...fresh.map((id) => [id, newId()] as const)])),
    route: (to) =>
      retarget(routed.statements, new Map([
        [target.id, to.id], [target.routeId, to.routeId], [target.severalId, to.severalId], ...made.map((id) => [id, newId()] as const),
      ])),
    read: (incidentId) => retarget(read.statements, new Map(readIds.map((id) => [id, incidentId]))),
    list: () => [...list.statements],
  };
}

async function targetOf(client: pg.Client, id: string): Promise<Target> {
  const [found] = await recorded(client, 1, id);
  if (!found) throw new Error('The incident just recorded has no terms');
  return found;
}

/** Recorded incidents with their terms, oldest first. */
export async function recorded(client: pg.Client, limit: number, id: string | null = null): Promise<Target[]> {
  const { rows } = await client.query<Target>(
    `SELECT i.id, r.id AS "routeId", s.id AS "severalId" FROM incident i
     JOIN deadline r ON r.subject_id = i.id AND r.obligation = 'incident.route'
     JOIN deadline s ON s.subject_id = i.id AND s.obligation = 'incident.route-several'
     WHERE i.status = 'recorded' AND ($2::uuid IS NULL OR i.id = $2) ORDER BY i.recorded_at LIMIT $1`,
    [limit, id],
  );
  return rows;
}
