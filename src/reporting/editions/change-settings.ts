import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { EventLog } from '../../platform/events/index.js';
import { ReportSetting } from './report-edition.entity.js';
import { ReportReader } from './report-reader.js';
import type { SettingBody } from './report.schemas.js';

/** The settings' place in the event log. */
const SETTINGS = '01890a5d-ac96-774b-bcce-b302099a8f15';

/** Says where reports go and what is attached. */
@Injectable()
export class ChangeSettings {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly reader: ReportReader,
  ) {}

  /** @throws DomainError `precondition.failed`. */
  execute(actor: Actor, { recipientEmail, recipientName, attached }: SettingBody, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.change(`SELECT 1 FROM report_setting WHERE id = 1 FOR UPDATE`);
      const setting = await this.reader.setting();
      await checkVersion(expected, setting.version, () => setting);
      await this.db.repository(ReportSetting).update({ id: 1 }, { recipientEmail, recipientName, attached: [...new Set(attached)], version: setting.version + 1 });
      await this.events.append({
        type: 'report.settings', stream: 'report', streamId: SETTINGS, actorId: actor.userId, actorRole: actor.roles[0] ?? null, channel: actor.channel,
        clause: 'M-15', details: { attached }, roles: ['curator', 'admin'], at: this.clock.now(),
      });
    });
  }
}
