import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { DomainError } from '../platform/errors/index.js';
import { type Figures } from './figures/figures.types.js';
import { ReadFigures } from './figures/read-figures.js';
import { fileAnswer, htmlAnswer } from './forms/answer.js';
import { type Format, RenderForms } from './forms/render-forms.js';
import { LocalPeriods, type PeriodEnd } from './period.js';
import { filterOf, seenBy } from './report-access.js';
import type { PreviewQuery } from './reporting.schemas.js';

const DAY = 86_400_000;
/** Three years: more is no report. */
const MOST_DAYS = 1100;

/** A report of any period, under any filter, as of any moment that has been: figures and documents that nobody approves. */
@Injectable()
export class Preview {
  private readonly periods: LocalPeriods;

  constructor(
    private readonly clock: Clock,
    private readonly read: ReadFigures,
    private readonly render: RenderForms,
    @Inject(CONFIG) config: Config,
  ) {
    this.periods = new LocalPeriods(config.TIME_ZONE);
  }

  /** @throws DomainError `report.period-order`, `report.period-too-long`, `report.as-of`; `not-found` for an executor who asks for another authority. */
  async figures(actor: Actor, query: PreviewQuery): Promise<{ figures: Record<string, unknown> }> {
    return { figures: { ...(await this.counted(actor, query)) } };
  }

  /** @throws as {@link figures}. */
  async document(actor: Actor, query: PreviewQuery, format: Format, reply: FastifyReply): Promise<StreamableFile> {
    const figures = await this.counted(actor, query);
    const content = await this.render.execute(format, figures, { words: {}, addressee: null, notes: [], mark: 'Предварительный просмотр' });
    return format === 'html' ? htmlAnswer(content, reply) : fileAnswer(content, format, `otchet-${figures.month ?? 'period'}.${format}`, reply);
  }

  private counted(actor: Actor, query: PreviewQuery): Promise<Figures> {
    const now = this.clock.now();
    const { month, from, to, asOf = now } = query;
    // The schema holds that either the month or both ends are given.
    const period = month === undefined ? this.periods.between({ from: from as PeriodEnd, to: to as PeriodEnd }) : this.periods.month(month);
    if (period.to.getTime() - period.from.getTime() > MOST_DAYS * DAY) throw new DomainError('report.period-too-long', { maxDays: MOST_DAYS });
    if (asOf > now || (query.asOf && asOf < period.from)) throw new DomainError('report.as-of');
    const filter = seenBy(actor, filterOf(query));
    // What other rooms tell as of now is no part of a past moment, nor of anything narrowed.
    return this.read.execute(period, asOf, filter, { secondPart: query.asOf === undefined && Object.keys(filter).length === 0 });
  }
}
