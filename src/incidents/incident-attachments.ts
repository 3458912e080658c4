import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AttachmentPolicies } from '../attachments/index.js';
import { Database } from '../platform/database/index.js';
import { seesPart, seesWhole } from './incident-reader.js';

/** Who may see the attachments of an incident: curators all, executors those of their part and of the message itself. */
@Injectable()
export class IncidentAttachments implements OnModuleInit {
  constructor(
    private readonly policies: AttachmentPolicies,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.policies.register('incident', async (actor, { streamId, authorityId }) => {
      if (seesWhole(actor)) return true;
      if (authorityId !== null) return seesPart(actor, authorityId);
      if (!actor.roles.includes('executor')) return false;
      const assignment = await this.db.row('SELECT 1 FROM assignment WHERE incident_id = $1 AND authority_id = $2 LIMIT 1', [streamId, actor.authorityId]);
      return assignment !== null;
    });
  }
}
