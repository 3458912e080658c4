import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { IncidentActs } from './incident-acts.js';
import type { DeclineGround } from './incident.transitions.js';

/** Declines a message that holds no question for the authorities (M-3) or that M-4 excludes; it stays on record. */
@Injectable()
export class DeclineIncident {
  constructor(private readonly acts: IncidentActs) {}

  execute(
    actor: Actor,
    incidentId: string,
    { ground, comment, version }: { ground: DeclineGround; comment?: string; version: number | null },
  ): Promise<string> {
    return this.acts.run(actor, { incidentId }, version, async (act) => {
      act.moveIncident('decline', { ground }, { details: { ground, comment: comment ?? null } });
      Object.assign(act.incident, { declineGround: ground, declineComment: comment ?? null });
    });
  }
}
