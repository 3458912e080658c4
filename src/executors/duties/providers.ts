import { AcknowledgeNotice } from './acknowledge-notice.js';
import { BeginDirectory } from './begin-directory.js';
import { ConfirmContact } from './confirm-contact.js';
import { CuratorNotices } from './curator-notices.js';
import { DeclareChange } from './declare-change.js';
import { DutyFigures } from './duty-figures.js';
import { DutyReader } from './duty-reader.js';
import { DutyTerms } from './duty-terms.js';
import { JoinAuthority } from './join-authority.js';
import { Joining } from './joining.js';
import { Members } from './members.js';
import { NoticeReader } from './notice-reader.js';
import { RemindDuties } from './remind-duties.js';

/** Everything that keeps the directory's duties. */
export const dutyProviders = [
  Joining, Members, DutyTerms, CuratorNotices,
  BeginDirectory, JoinAuthority, DeclareChange, ConfirmContact, AcknowledgeNotice,
  DutyReader, NoticeReader, DutyFigures, RemindDuties,
];
