import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccountRefs, type AccountRef } from '../accounts/index.js';
import { Review } from '../approvals/index.js';
import { styleFindings } from '../assistance/index.js';
import { Attachments } from '../attachments/index.js';
import { WorkingTimes } from '../calendar/index.js';
import { Directory } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { isoOffset } from '../platform/http/index.js';
import { allowedEvents } from '../platform/workflow/index.js';
import { Deadlines, deadlineView } from '../regulation/index.js';
import { ContentPlan, isGovernments } from './content-plan.entity.js';
import type { PlanExecution, PlanItemView, PlanView } from './content-plan.schemas.js';
import { planWorkflow } from './content-plan.transitions.js';
import { addDays, mondayOf } from './iso-week.js';
import { rolesOver, sees } from './plan-act.js';
import { isUnchanged, planChanges } from './plan-changes.js';
import { contentOf, inOrder, PlanItem } from './plan-item.entity.js';
import { PostViews } from './posts/post-views.js';
import { PlanOutcome } from './plan-outcome.entity.js';
import { minimumOf, planWarnings } from './plan-rules.js';
import { itemsOf, PlanVersion } from './plan-version.entity.js';
import { warningText } from './plan-words.js';

/** Reads one plan as an actor may see it. */
@Injectable()
export class ContentPlanReader {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly accounts: AccountRefs,
    private readonly attachments: Attachments,
    private readonly deadlines: Deadlines,
    private readonly workingTimes: WorkingTimes,
    private readonly posts: PostViews,
  ) {}

  /** @throws DomainError `not-found` when there is no such plan or it is another authority's. */
  async find(actor: Actor, id: string): Promise<ContentPlan> {
    const plan = await this.db.reader.getRepository(ContentPlan).findOneBy({ id });
    if (!plan || !sees(actor, plan)) throw notFound('content-plan', id);
    return plan;
  }

  /** Versions that were sent, the first first, with their reviews; the Government's have none. */
  async versions(planId: string): Promise<{ version: PlanVersion; review: Review | null }[]> {
    const versions = await this.db.reader.getRepository(PlanVersion).find({ where: { planId }, order: { number: 'ASC' } });
    if (versions.length === 0) return [];
    const reviews = await this.db.reader.getRepository(Review).findBy({ versionId: In(versions.map(({ id }) => id)) });
    return versions.map((version) => ({ version: { ...version, items: itemsOf(version) }, review: reviews.find(({ versionId }) => versionId === version.id) ?? null }));
  }

  /** @throws DomainError `not-found` when there is no such plan or it is another authority's. */
  async view(actor: Actor, id: string): Promise<PlanView> {
    const plan = await this.find(actor, id);
    const items = inOrder(await this.db.reader.getRepository(PlanItem).findBy({ planId: id }));
    const outcomes = await this.db.reader.getRepository(PlanOutcome).find({ where: { planId: id }, order: { recordedAt: 'ASC', id: 'ASC' } });
    const versions = await this.versions(id);
    const [authority] = plan.authorityId === null ? [] : await this.directory.authorities([plan.authorityId]);
    const inForce = await this.accounts.ofOwner(plan.authorityId);
    const known = [...inForce, ...(await this.accounts.some(unknownIds(items, inForce)))];
    const attached = await this.attachments.of(items.map((item) => item.id));
    const workingTime = await this.workingTimes.of(authority?.scheduleId ?? null);
    const now = this.clock.now();
    const current = versions.find(({ version }) => version.id === plan.currentVersionId)?.version ?? null;
    const decided = versions.findLast(({ review }) => review?.status === 'changes-requested')?.version;
    const accountIds = new Set(inForce.map((account) => account.id));
    // What is settled is past in due course: only whoever still writes is to notice.
    const local = WRITING.includes(plan.status) ? isoOffset(now).slice(0, 16).replace('T', ' ') : '';
    // A notice is no unsent plan: what it left empty is meant so.
    const unsent = current && plan.status !== 'no-news-pegs' && planChanges(current, { items: items.map(contentOf), fewerReason: plan.fewerReason });

    const posts = await this.posts.of(actor, id);
    const withFiles = items.map((item) => ({ ...item, attachmentIds: attached.filter(({ subjectId }) => subjectId === item.id).map((file) => file.id) }));
    // What has come out, or was settled, needs no more warnings about how it will.
    const warnings = [
      ...planWarnings(items, { week: plan.week, accountIds, now: local }),
      ...(await this.posts.warnings(withFiles.filter((item) => !outcomes.some(({ itemId }) => itemId === item.id)), inForce)),
    ];
    const itemViews = items.map((item): PlanItemView => ({
      ...contentOf(item),
      accounts: item.accountIds.flatMap((accountId) => known.find((account) => account.id === accountId) ?? []).map(shown),
      attachments: attached.filter(({ subjectId }) => subjectId === item.id),
      style: item.text ? styleFindings(item.text, 'post') : [],
      posts: posts.get(item.id) ?? [],
      remark: decided?.itemRemarks.find(({ itemId }) => itemId === item.id)?.text ?? null,
      outcomes: outcomes
        .filter(({ itemId }) => itemId === item.id)
        .map(({ accountId, url, reason, recordedAt }) => ({ accountId, url, reason, recordedAt: isoOffset(recordedAt) })),
    }));
    const monday = mondayOf(plan.week);
    return {
      id,
      week: plan.week,
      from: monday,
      to: addDays(monday, 6),
      authority: authority ? { id: authority.id, name: authority.name, shortName: authority.shortName } : null,
      government: isGovernments(plan),
      status: plan.status,
      late: plan.late,
      receivedAt: isoOffset(plan.receivedAt),
      submitBy: isGovernments(plan) ? null : isoOffset(new Date(workingTime.planSubmissionDeadline(monday))),
      minimum: minimumOf(plan),
      fewerReason: plan.fewerReason,
      notice: plan.noticeAt ? { at: isoOffset(plan.noticeAt), comment: plan.noticeComment } : null,
      items: itemViews,
      warnings: warnings.map((warning) => ({ ...warning, message: warningText(warning.code) })),
      currentNumber: current?.number ?? null,
      approvedNumber: versions.find(({ version }) => version.id === plan.approvedVersionId)?.version.number ?? null,
      versions: versions.map(({ version, review }) => ({ ...versionCore(version, review), items: version.items.length })),
      unsent: unsent && !isUnchanged(unsent) ? unsent : null,
      execution: executionOf(items, outcomes),
      deadlines: (await this.deadlines.of([id])).map((deadline) => deadlineView(deadline, now)),
      allowedActions: planActions(actor, plan),
      version: plan.version,
    };
  }
}

const WRITING: readonly ContentPlan['status'][] = ['draft', 'recommended', 'amended'];

/** What the actor may do with the plan now; derived from its table. */
export const planActions = (actor: Actor, plan: Pick<ContentPlan, 'authorityId' | 'status'>): string[] =>
  allowedEvents(planWorkflow, plan.status, rolesOver(actor, plan), { government: isGovernments(plan) });

/** A version without its posts. */
export const versionCore = (version: PlanVersion, review: Review | null) => ({
  number: version.number,
  status: review?.status ?? ('settled' as const),
  submittedAt: isoOffset(version.submittedAt),
  decidedAt: isoOffset(review?.decidedAt ?? null),
  remarks: review?.remarks || null,
  itemRemarks: version.itemRemarks,
  fewerReason: version.fewerReason,
});

const shown = ({ id, network, name, url }: AccountRef) => ({ id, network, name, url });
const unknownIds = (items: readonly PlanItem[], known: readonly AccountRef[]): string[] => {
  const ids = new Set(items.flatMap(({ accountIds }) => accountIds));
  for (const { id } of known) ids.delete(id);
  return [...ids];
};

/** One post in one account is one publication: planned, and what became of it. */
export function executionOf(items: readonly Pick<PlanItem, 'accountIds'>[], outcomes: readonly Pick<PlanOutcome, 'url'>[]): PlanExecution {
  const planned = items.reduce((sum, { accountIds }) => sum + accountIds.length, 0);
  const published = outcomes.filter(({ url }) => url !== null).length;
  return { planned, published, notPublished: outcomes.length - published, open: planned - outcomes.length };
}
