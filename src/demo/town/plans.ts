import { Injectable } from '@nestjs/common';
import { AccountRefs } from '../../accounts/index.js';
import {
  AddItem, addDays, ApprovePlan, ContentPlanReader, GiveNotice, type IsoWeek, mondayOf, OpenDuePlans, OpenPlan, type PlanView, RecommendChanges, RecordOutcome,
  SubmitPlan,
} from '../../content-plans/index.js';
import { authorityId } from '../../executors/index.js';
import type { Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { posts } from '../data/posts.js';
import { demoCommunities } from '../vk/demo-vk.js';
import type { Official } from './officials.js';

/** The week under way on the day of the first story, the one that comes, and the one after. */
const PAST: IsoWeek = '2020-W41';
const COMING: IsoWeek = '2020-W42';
const LATER: IsoWeek = '2020-W43';
/** Whose plans are sent in time and approved every week. */
const REGULAR = ['min-zdrav', 'min-obr', 'min-stroy', 'min-kult', 'min-sport', 'min-selhoz', 'min-prirody', 'kom-turizm', 'kom-molodezh'];
const FEWER = 'Большинство мероприятий перенесено на ноябрь';

/** Content plans of the town, one in every state. Everything may be repeated: a plan that has gone on is left as it is. */
@Injectable()
export class TownPlans {
  private writers = new Map<string, Actor>();
  private committee: Actor | null = null;

  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRefs,
    private readonly reader: ContentPlanReader,
    private readonly due: OpenDuePlans,
    private readonly open: OpenPlan,
    private readonly add: AddItem,
    private readonly submit: SubmitPlan,
    private readonly notice: GiveNotice,
    private readonly approve: ApprovePlan,
    private readonly recommend: RecommendChanges,
    private readonly outcome: RecordOutcome,
  ) {}

  /** Days before: what was sent in time, and decided on. */
  async sentInTime(officials: readonly Official[]): Promise<void> {
    this.committee = officials.find(({ role }) => role === 'committee')?.actor ?? null;
    for (const { role, authorityCode, actor } of officials) if (role === 'executor' && !this.writers.has(authorityCode)) this.writers.set(authorityCode, actor);
    await this.due.execute();
    for (const week of [PAST, COMING]) {
      for (const code of REGULAR) await this.approved(await this.sent(code, week, code === 'min-zdrav' ? 6 : 5));
    }
    await this.sent('min-zhkh', PAST, 3, FEWER).then((plan) => this.approved(plan));
    const forests = await this.plan('upr-lesami', COMING);
    if (forests?.status === 'draft') await this.notice.execute(this.writer('upr-lesami'), forests.id, { comment: 'Пожароопасный сезон окончен, событий на неделе нет', version: null });
    await this.governments();
  }

  /** The eve of the story, after the hour of A-6: late plans, recommendations, drafts, and what came out of the last week. */
  async sentLate(): Promise<void> {
    await this.sent('min-zhkh', COMING, 5);
    const remarked = await this.sent('min-trans', COMING, 4, FEWER);
    if (remarked?.status === 'submitted') {
      await this.recommend.execute(this.clerk(), remarked.id, {
        number: 1, version: null, remarks: 'Больше о том, что изменится для жителей',
        items: remarked.items.slice(0, 1).map(({ id }) => ({ itemId: id, text: 'Назовите улицы и дату открытия движения' })),
      });
    }
    await this.filled('min-zdrav', LATER, 2);
    await this.outcomes('min-zdrav');
  }

  private async governments(): Promise<void> {
    const id = await this.idOf(null, COMING) ?? await this.open.execute(this.clerk(), { week: COMING });
    const plan = await this.fill(this.clerk(), null, await this.reader.view(this.clerk(), id), 10);
    if (plan.status === 'draft') await this.submit.execute(this.clerk(), plan.id, { version: null });
  }

  /** The plan of an authority, written and sent; null where the town has nobody to write it, or it has no account. */
  private async sent(code: string, week: IsoWeek, count: number, fewerReason?: string): Promise<PlanView | null> {
    const plan = await this.filled(code, week, count);
    if (plan?.status !== 'draft') return plan;
    await this.submit.execute(this.writer(code), plan.id, { fewerReason, version: null });
    return this.reader.view(this.writer(code), plan.id);
  }

  private async approved(plan: PlanView | null): Promise<void> {
    if (plan?.status === 'submitted') await this.approve.execute(this.clerk(), plan.id, { number: plan.currentNumber, version: null });
  }

  private async filled(code: string, week: IsoWeek, count: number): Promise<PlanView | null> {
    const plan = await this.plan(code, week);
    return plan && this.fill(this.writer(code), code, plan, count);
  }

  private async fill(actor: Actor, code: string | null, plan: PlanView, count: number): Promise<PlanView> {
    const accounts = await this.accounts.ofOwner(code === null ? null : authorityId(code));
    if (plan.status !== 'draft' || accounts.length === 0) return plan;
    const texts = posts[code ?? 'government'] ?? posts['any'] ?? [];
    // Who has a key in VK lets the posts of the coming weeks go out by themselves.
    const itself = plan.week !== PAST && demoCommunities.some(({ authorityCode }) => authorityCode !== null && authorityCode === code);
    const vk = accounts.filter(({ network }) => network === 'vk');
    for (let n = plan.items.length; n < count; n += 1) {
      const { theme, text, format, newsPeg } = texts[n % texts.length] as (typeof texts)[number];
      await this.add.execute(actor, plan.id, {
        date: addDays(mondayOf(plan.week), n % 5), time: n < 5 ? '10:00' : '15:30', accountIds: (itself ? vk : accounts.slice(0, 1 + (n % 2))).map(({ id }) => id), theme, text, format, newsPeg,
        way: itself ? 'network' : 'by-hand',
      }, null);
    }
    return this.reader.view(actor, plan.id);
  }

  /** Most posts of last week came out; one did not, and of one nobody has said anything. */
  private async outcomes(code: string): Promise<void> {
    const plan = await this.plan(code, PAST);
    for (const [n, item] of (plan?.items ?? []).slice(0, -1).entries()) {
      if (!plan || item.outcomes.length > 0) continue;
      const actor = this.writer(code);
      if (n === 2) await this.outcome.notPublished(actor, plan.id, item.id, { reason: 'Встречу перенесли из-за погоды', version: null });
      else for (const { id, network } of item.accounts) await this.outcome.published(actor, plan.id, item.id, { accountId: id, url: links[network](n), version: null });
    }
  }

  private async plan(code: string, week: IsoWeek): Promise<PlanView | null> {
    const id = this.writers.has(code) ? await this.idOf(authorityId(code), week) : null;
    return id === null ? null : this.reader.view(this.writer(code), id);
  }

  private async idOf(owner: string | null, week: IsoWeek): Promise<string | null> {
    const row = await this.db.row<{ id: string }>('SELECT id FROM content_plan WHERE authority_id IS NOT DISTINCT FROM $1 AND week = $2', [owner, week]);
    return row?.id ?? null;
  }

  private writer(code: string): Actor {
    const actor = this.writers.get(code);
    if (!actor) throw new Error(`The town has no executor of ${code}`);
    return actor;
  }

  private clerk(): Actor {
    if (!this.committee) throw new Error('The town has no clerk of the committee');
    return this.committee;
  }
}

/** Invented links into each network. */
const links = {
  vk: (n: number) => `https://vk.com/wall-270010_${4100 + n}`,
  ok: (n: number) => `https://ok.ru/group/270010/topic/${4100 + n}`,
  facebook: (n: number) => `https://www.facebook.com/khv27.minzdrav/posts/${4100 + n}`,
  instagram: (n: number) => `https://www.instagram.com/p/KHV27z${4100 + n}/`,
};
