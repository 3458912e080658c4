import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { stateWord } from '../platform/errors/index.js';
import { Templates } from '../platform/templates/index.js';
import { ContentPlanReader } from './content-plan-reader.js';
import type { PlanItemView, PlanView } from './content-plan.schemas.js';
import { daysOf } from './iso-week.js';
import { formatNames, networkNames, ownerTitle, stateNames, weekInWords } from './plan-words.js';

/** A plan as a page for people: readable on a phone, printable, without scripts. */
@Injectable()
export class PlanPage {
  constructor(
    private readonly reader: ContentPlanReader,
    private readonly templates: Templates,
  ) {}

  /** @throws DomainError `not-found`, also for another authority's plan. */
  async execute(actor: Actor, id: string): Promise<string> {
    const plan = await this.reader.view(actor, id);
    return this.templates.render('pages/content-plan.html', pageOf(plan));
  }
}

function pageOf(plan: PlanView): object {
  const title = ownerTitle(plan.authority);
  const outside = plan.items.filter(({ date }) => date < plan.from || date > plan.to);
  const days = daysOf(plan.week).map((date) => ({ date, items: plan.items.filter((item) => item.date === date) }));
  const shown = [...days, ...outside.map((item) => ({ date: item.date, items: [item] }))].filter(({ items }) => items.length > 0);
  const remarks = plan.status === 'recommended' ? (plan.versions.at(-1)?.remarks ?? null) : null;
  return {
    plan: { ...plan, name: plan.authority?.name ?? title, fromDay: daytime(plan.from), toDay: daytime(plan.to) },
    notice: plan.notice,
    title: `Контент-план: ${title}, ${weekInWords(plan.week)}`,
    state: stateNames[plan.status],
    fewer: plan.items.length > 0 && plan.items.length < plan.minimum,
    remarks,
    days: shown.map(({ date, items }) => ({ date: daytime(date), items: items.map((item) => itemOf(plan, item)) })),
    footing: `Версия ${plan.currentNumber ?? '—'}; действует версия ${plan.approvedNumber ?? '—'}. Постановление № 77-пр, Положение об аккаунтах, пункты 5–9.`,
  };
}

/** A moment that falls on the date wherever it is worded. */
const daytime = (date: string): string => `${date}T00:00:00Z`;

function itemOf({ warnings, status }: PlanView, item: PlanItemView): object {
  return {
    ...item,
    format: formatNames[item.format],
    byItself: item.way === 'network',
    accounts: item.accounts.map((account) => {
      const outcome = item.outcomes.find(({ accountId }) => accountId === account.id);
      const post = item.posts.find(({ accountId }) => accountId === account.id);
      const delivery = post?.delivery?.state === 'published' ? null : post?.delivery;
      return {
        name: account.name, network: networkNames[account.network], link: outcome?.url ?? null, reason: outcome?.reason ?? null,
        waits: outcome ? null : (post?.explanation ?? delivery?.explanation ?? (delivery ? stateWord(delivery.state) : null)),
      };
    }),
    attachments: item.attachments.map(({ fileName }) => fileName),
    warnings: [...new Set(warnings.filter(({ itemId }) => itemId === item.id).map(({ message }) => message))],
    remark: status === 'recommended' ? item.remark : null,
  };
}
