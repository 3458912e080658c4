import { accountNotices } from './notices/account-notices.js';
import { assignmentNotices } from './notices/assignment-notices.js';
import { curatorNotices } from './notices/curator-notices.js';
import { deliveryNotices } from './notices/delivery-notices.js';
import { directoryNotices } from './notices/directory-notices.js';
import { mailNotices } from './notices/mail-notices.js';
import { planNotices } from './notices/plan-notices.js';
import { reportNotices } from './notices/report-notices.js';
import { termNotices } from './notices/term-notices.js';
import type { NoticeRule } from './notice-rule.js';

/** The one table: which event makes which letter to whom. A room adds its rows in a file of its own under `notices/`. */
export const noticeTable: readonly NoticeRule[] = [
  ...assignmentNotices, ...curatorNotices, ...planNotices, ...termNotices, ...accountNotices, ...directoryNotices, ...reportNotices, ...mailNotices,
  ...deliveryNotices,
];

/** Rows of an event, in the order of the table. */
export const rulesOf = (type: string): NoticeRule[] =>
  noticeTable.filter(({ event }) => (typeof event === 'string' ? event === type : event.includes(type)));

/** Kinds of letters a person may have gathered into digests: those of the table. */
export const letterKinds: readonly string[] = [...new Set(noticeTable.map(({ letter }) => letter))];
