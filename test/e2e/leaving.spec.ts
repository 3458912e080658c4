import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Directory, OpenWork, OpenWorkRegistry } from '../../src/executors/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { card, requests } from '../support/directory.js';
import { type ContactPerson, createCurator, createExecutor } from '../support/factories.js';

const HOUR = 3_600_000;

/** Work of the tests: so many pieces by contact. */
class CountedWork extends OpenWork {
  readonly counts = new Map<string, number>();

  override async openCount(contactId: string): Promise<number> {
    return this.counts.get(contactId) ?? 0;
  }

  override async handOver(from: string, to: string): Promise<number> {
    const moved = this.counts.get(from) ?? 0;
    this.counts.set(to, (this.counts.get(to) ?? 0) + moved);
    this.counts.delete(from);
    return moved;
  }
}

let t: TestApp;
let curator: ContactPerson;
let own: ContactPerson;
let foreign: ContactPerson;
let { get, patch, post, remove, contactsOf, events } = {} as ReturnType<typeof requests>;
const work = new CountedWork();

beforeAll(async () => {
  t = await startTestApp();
  curator = await createCurator(t);
  own = await createExecutor(t, { authorityCode: 'min-zhkh', surname: 'Яковлева' });
  foreign = await createExecutor(t, { authorityCode: 'min-zdrav' });
  ({ get, patch, post, remove, contactsOf, events } = requests(t, () => curator));
  t.get(OpenWorkRegistry).register(work);
});
afterAll(() => t.close());

describe('deputies', () => {
  const period = (from: string, to: string) => ({ from: `2020-06-${from}T09:00:00+10:00`, to: `2020-06-${to}T18:00:00+10:00` });

  it('act for the absent one during the period and no longer', async () => {
    const absent = await createExecutor(t, { authorityCode: 'min-soc' });
    const deputy = await createExecutor(t, { authorityCode: 'min-soc' });
    const made = await post(`/executors/${absent.contactId}/deputies`, { deputyId: deputy.contactId, ...period('18', '20') }, absent).expect(201);
    expect(made.body.deputies).toMatchObject([{ deputyId: deputy.contactId, from: '2020-06-18T09:00:00+10:00', to: '2020-06-20T18:00:00+10:00' }]);
    const seen: Record<string, string[]> = {};
    for (const at of ['2020-06-18T08:59:59+10:00', '2020-06-18T09:00:00+10:00', '2020-06-20T17:59:59+10:00', '2020-06-20T18:00:00+10:00']) {
      t.clock.set(at);
      seen[at] = await contactsOf(deputy);
    }
    t.clock.set('2020-06-17T10:00:00+10:00');
    const both = [absent.contactId, deputy.contactId].sort();
    expect(Object.values(seen)).toEqual([[deputy.contactId], both, both, [deputy.contactId]]);
    expect(await contactsOf(absent)).toEqual([absent.contactId]);
  });

  it('are never two at once, also when sent at once; one may follow the other', async () => {
    const [a, b, c] = [await createExecutor(t, { authorityCode: 'min-trans' }), await createExecutor(t, { authorityCode: 'min-trans' }), await createExecutor(t, { authorityCode: 'min-trans' })];
    const appoint = (deputy: ContactPerson, when: object) => post(`/executors/${a.contactId}/deputies`, { deputyId: deputy.contactId, ...when });
    const answers = await Promise.all([appoint(b, period('18', '20')), appoint(c, period('19', '22'))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('deputy.overlap');
    await appoint(b, { from: '2020-06-22T18:00:00+10:00', to: '2020-06-23T18:00:00+10:00' }).expect(201);
  });

  it('are colleagues of the same duty, never oneself, never in the past', async () => {
    const colleague = await createExecutor(t, { authorityCode: 'min-zhkh' });
    const appoint = (deputyId: string, when: object) => post(`/executors/${own.contactId}/deputies`, { deputyId, ...when });
    for (const id of [own.contactId, foreign.contactId, curator.contactId, newId()]) {
      expect((await appoint(id, period('18', '19')).expect(409)).body.code).toBe('deputy.unfit');
    }
    for (const when of [period('19', '18'), period('10', '11')]) expect((await appoint(colleague.contactId, when).expect(400)).body.code).toBe('deputy.period');
  });

  it('end early: the running period now, the coming one before it begins', async () => {
    const absent = await createExecutor(t, { authorityCode: 'min-kult' });
    const deputy = await createExecutor(t, { authorityCode: 'min-kult' });
    const at = `/executors/${absent.contactId}/deputies`;
    await post(at, { deputyId: deputy.contactId, from: '2020-06-17T09:00:00+10:00', to: '2020-06-18T09:00:00+10:00' }).expect(201);
    await post(at, { deputyId: deputy.contactId, ...period('20', '21') }).expect(201);
    expect(await contactsOf(deputy)).toHaveLength(2);
    await remove(`${at}/${deputy.contactId}`).expect(204);
    expect(await contactsOf(deputy)).toEqual([deputy.contactId]);
    expect((await get(`/executors/${absent.contactId}`)).body.deputies).toEqual([]);
    expect((await events(absent.contactId)).at(-1)).toMatchObject({ type: 'contact.deputy-ended', details: { periods: 2 } });
    await remove(`${at}/${deputy.contactId}`).expect(404);
  });

  it('of a curator may be any other curator', async () => {
    const other = await createCurator(t, { authorityCode: 'min-it-svyaz' });
    await post(`/curators/${curator.contactId}/deputies`, { deputyId: other.contactId, ...period('18', '19') }).expect(201);
    await post(`/curators/${curator.contactId}/deputies`, { deputyId: own.contactId, ...period('20', '21') }).expect(409);
  });
});

describe('leaving', () => {
  it('ends the duty, the deputising and the sessions, and frees the mailbox', async () => {
    const leaver = await createExecutor(t, { authorityCode: 'min-stroy' });
    const stays = await createExecutor(t, { authorityCode: 'min-stroy' });
    await post(`/executors/${stays.contactId}/deputies`, {
      deputyId: leaver.contactId, from: '2020-06-17T00:00:00+10:00', to: '2020-06-30T00:00:00+10:00',
    }).expect(201);
    t.clock.advance(HOUR);
    const left = await post(`/executors/${leaver.contactId}/leave`, {}).expect(200);
    expect(left.body).toMatchObject({ active: false, validTo: '2020-06-17T11:00:00+10:00', version: 2 });
    expect((await get(`/executors/${stays.contactId}`)).body.deputies).toEqual([]);
    await get('/topics', leaver).expect(401);
    expect(await contactsOf(leaver)).toEqual([]);
    expect(await t.get(Directory).executors([leaver.contactId])).toMatchObject([{ id: leaver.contactId, active: false }]);
    expect((await events(leaver.contactId)).at(-1)).toMatchObject({ type: 'contact.left', clause: 'M-5.2', details: { handedOver: 0 } });
    expect((await post(`/executors/${leaver.contactId}/leave`, {}).expect(409)).body.code).toBe('contact.left');
    expect((await patch(`/executors/${leaver.contactId}`, { position: 'x' }).expect(409)).body.code).toBe('contact.left');
    await post('/executors', card({ authorityId: leaver.authorityId, email: leaver.email })).expect(201);
    expect((await get(`/executors?authorityId=${leaver.authorityId}&state=ended`)).body.items).toMatchObject([{ id: leaver.contactId }]);
  });

  it('disables the user, but only takes the role from one who has others, and nothing from one who stays otherwise', async () => {
    const user = async ({ userId }: ContactPerson) => {
      const sql = `SELECT roles, disabled_at IS NOT NULL AS disabled FROM user_account WHERE id = $1`;
      return t.get(Database).row<{ roles: string[]; disabled: boolean }>(sql, [userId]);
    };
    const [plain, several, both] = [
      await createExecutor(t, { authorityCode: 'min-econ' }), await createExecutor(t, { authorityCode: 'min-econ' }),
      await createExecutor(t, { authorityCode: 'min-econ' }),
    ];
    await t.get(Database).transaction(() =>
      t.get(Database).change(`UPDATE user_account SET roles = '{executor,committee}' WHERE id = $1`, [several.userId]),
    );
    await post('/account-managers', card({ authorityId: both.authorityId, userId: both.userId })).expect(201);
    for (const leaver of [plain, several, both]) await post(`/executors/${leaver.contactId}/leave`, {}).expect(200);
    expect([await user(plain), await user(several), await user(both)]).toEqual([
      { roles: ['executor'], disabled: true }, { roles: ['committee'], disabled: false }, { roles: ['executor'], disabled: false },
    ]);
  });

  it('needs no body, and no moment before the naming or after now', async () => {
    const leaver = await createExecutor(t, { authorityCode: 'min-stroy' });
    for (const at of ['2020-06-17T09:00:00+10:00', '2020-06-17T23:00:00+10:00']) {
      expect((await post(`/executors/${leaver.contactId}/leave`, { at }).expect(400)).body.code).toBe('contact.leave-moment');
    }
    await post(`/executors/${leaver.contactId}/leave`).expect(200);
  });

  it('with open work needs a colleague to take it, in the same authority', async () => {
    const leaver = await createExecutor(t, { authorityCode: 'min-selhoz' });
    const colleague = await createExecutor(t, { authorityCode: 'min-selhoz' });
    work.counts.set(leaver.contactId, 3);
    const at = `/executors/${leaver.contactId}/leave`;
    expect((await post(at, {}).expect(409)).body).toMatchObject({ code: 'executor.has-open-work', count: 3 });
    for (const handOverTo of [leaver.contactId, foreign.contactId, curator.contactId, newId()]) {
      expect((await post(at, { handOverTo }).expect(409)).body.code).toBe('executor.hand-over-unfit');
    }
    expect((await get(`/executors/${leaver.contactId}`)).body.active).toBe(true);
    await post(at, { handOverTo: colleague.contactId }, leaver).expect(200);
    expect(work.counts.get(colleague.contactId)).toBe(3);
    expect((await events(leaver.contactId)).at(-1)).toMatchObject({ details: { handedOverTo: colleague.contactId, handedOver: 3 } });
  });

  it('waits for an act that is just giving the executor work, and then sees that work', async () => {
    const leaver = await createExecutor(t, { authorityCode: 'min-invest' });
    const leaving = await t.get(Database).transaction(async () => {
      await t.get(Directory).executors([leaver.contactId], { hold: true });
      const sent = post(`/executors/${leaver.contactId}/leave`, {}).then((answer) => answer);
      await eventually(async () => {
        const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        expect(await t.get(Database).rows(waiting)).toHaveLength(1);
      });
      work.counts.set(leaver.contactId, 1);
      // In a box, or the transaction would wait for the answer that waits for it.
      return { sent };
    });
    expect((await leaving.sent).body).toMatchObject({ code: 'executor.has-open-work', count: 1 });
  });

  it('leaves the work where it is when it is handed over without leaving', async () => {
    const busy = await createExecutor(t, { authorityCode: 'min-imush' });
    const colleague = await createExecutor(t, { authorityCode: 'min-imush' });
    work.counts.set(busy.contactId, 2);
    await post(`/executors/${busy.contactId}/hand-over`, { to: foreign.contactId }).expect(409);
    expect((await post(`/executors/${busy.contactId}/hand-over`, { to: colleague.contactId }).expect(200)).body).toEqual({ handedOver: 2 });
    expect((await get(`/executors/${busy.contactId}`)).body.active).toBe(true);
    expect((await events(busy.contactId)).at(-1)).toMatchObject({ type: 'contact.handed-over', details: { to: colleague.contactId, count: 2 } });
  });
});
