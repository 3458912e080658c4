import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { PlanActs } from './plan-acts.js';

/**
 * Opens an approved plan, or one that was a notice, for changes: news comes during the week too. What was approved stays
 * in force until the amended plan is approved in its turn.
 */
@Injectable()
export class AmendPlan {
  constructor(private readonly acts: PlanActs) {}

  execute(actor: Actor, planId: string, { reason, version }: { reason: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, planId, version, (act) => act.move('amend', { reason }));
  }
}
