import { Platform1700000000100 } from './0100-platform.js';
import { Heartbeat1700000000110 } from './0110-heartbeat.js';
import { Calendar1700000000200 } from './0200-calendar.js';
import { Identity1700000000300 } from './0300-identity.js';
import { Directory1700000000400 } from './0400-directory.js';
import { Accounts1700000000450 } from './0450-accounts.js';
import { DirectorySeed1700000000490 } from './0490-directory-seed.js';
import { Regulation1700000000500 } from './0500-regulation.js';
import { Attachments1700000000600 } from './0600-attachments.js';
import { Incidents1700000000700 } from './0700-incidents.js';
import { Import1700000000800 } from './0800-import.js';
import { IncidentAnswers1700000000850 } from './0850-incident-answers.js';
import { PublicationPost1700000000851 } from './0851-publication-post.js';
import { AttachmentCopies1700000000852 } from './0852-attachment-copies.js';
import { AccountsRegistry1700000000900 } from './0900-accounts-registry.js';
import { DirectoryDuties1700000000920 } from './0920-directory-duties.js';
import { Documents1700000000921 } from './0921-documents.js';
import { RemovedComments1700000000922 } from './0922-removed-comments.js';
import { ContentPlans1700000000940 } from './0940-content-plans.js';
import { Mail1700000001000 } from './1000-mail.js';
import { Reporting1700000001100 } from './1100-reporting.js';
import { ReportStyle1700000001101 } from './1101-report-style.js';
import { EndedMessages1700000001110 } from './1110-ended-messages.js';
import { ReportTotals1700000001120 } from './1120-report-totals.js';
import { Networks1700000001200 } from './1200-networks.js';
import { Mailbox1700000001020 } from './1020-mailbox.js';
import { Notifications1700000001001 } from './1001-notifications.js';
import { Publishing1700000001210 } from './1210-publishing.js';
import { PlannedPosts1700000001220 } from './1220-planned-posts.js';
import { FailedLooks1700000001211 } from './1211-failed-looks.js';
import { Intake1700000001300 } from './1300-intake.js';

/** Every migration, in order. Forward only: a mistake is mended by the next one. */
export const migrations = [
  Platform1700000000100,
  Heartbeat1700000000110,
  Calendar1700000000200,
  Identity1700000000300,
  Directory1700000000400,
  Accounts1700000000450,
  DirectorySeed1700000000490,
  Regulation1700000000500,
  Attachments1700000000600,
  Incidents1700000000700,
  Import1700000000800,
  IncidentAnswers1700000000850,
  PublicationPost1700000000851,
  AttachmentCopies1700000000852,
  AccountsRegistry1700000000900,
  DirectoryDuties1700000000920,
  Documents1700000000921,
  RemovedComments1700000000922,
  ContentPlans1700000000940,
  Mail1700000001000,
  Reporting1700000001100,
  ReportStyle1700000001101,
  EndedMessages1700000001110,
  ReportTotals1700000001120,
  Networks1700000001200,
  Mailbox1700000001020,
  Notifications1700000001001,
  Publishing1700000001210,
  FailedLooks1700000001211,
  PlannedPosts1700000001220,
  Intake1700000001300,
];
