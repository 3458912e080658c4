import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PlanFigures } from '../content-plans/index.js';
import { Directory } from '../executors/index.js';
import type { Supplement } from './figures/figures.types.js';
import type { Range } from './figures/slice.js';
import { Supplements } from './figures/supplements.js';

/** The short second part for the committee: what other rooms say of the month (regulation A). */
@Injectable()
export class SecondPart implements OnModuleInit {
  constructor(
    private readonly supplements: Supplements,
    private readonly plans: PlanFigures,
    private readonly directory: Directory,
  ) {}

  onModuleInit(): void {
    this.supplements.register('content-plans', (period) => this.contentPlans(period));
  }

  private async contentPlans({ from, to }: Range): Promise<Supplement> {
    const figures = await this.plans.between(from, to);
    const authorities = await this.directory.authorities(figures.flatMap(({ authorityId }) => authorityId ?? []));
    const name = (id: string | null) => (id === null ? 'Правительство края' : (authorities.find((authority) => authority.id === id)?.shortName ?? id));
    return {
      key: 'content-plans',
      title: 'Контент-планы органов',
      columns: ['Орган', 'Планов к сроку', 'Вовремя', 'С опозданием', 'Не представлено', 'Публикаций в планах', 'Вышло', 'Не вышло'],
      rows: figures
        .map(({ authorityId, plans, items }) => [name(authorityId), plans.due, plans.onTime, plans.late, plans.missing, items.planned, items.published, items.notPublished])
        .toSorted((a, b) => String(a[0]).localeCompare(String(b[0]), 'ru')),
      note: figures.length > 0 ? 'Планы учтены по сроку представления, публикации — по дате выхода (положение об аккаунтах, п. 5–7).' : 'В этом месяце сроков представления контент-планов не было.',
    };
  }
}
