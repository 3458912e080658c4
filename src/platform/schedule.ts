/**
 * The timetable: everything the product does by itself at set times, in one place.
 * A task is a provider method marked `@Scheduled(name)`; the boot fails when one is missing or doubled.
 * Tasks run in worker processes, each under a lock, so any number of workers may run side by side.
 */
export const timetable = {
  /** Forgets keys of repeated requests after 48 hours. */
  'idempotency.purge': { everySeconds: 600 },
  /** Removes attachments that were uploaded and not used within 24 hours. */
  'attachments.purge': { everySeconds: 600 },
  /** Goes on with imports whose worker died or whose wake-up was lost, and removes files that are not needed. */
  'imports.sweep': { everySeconds: 10 },
  /** Hands answers over to whoever can publish them, where an account was closed or opened. */
  'publishers.follow': { everySeconds: 20 },
  /** Looks at letters to us whose wake-up was lost, or that are to be tried again. */
  'mailbox.sweep': { everySeconds: 10 },
  /** Sends a job through the queue, to show that workers answer. */
  'platform.canary': { everySeconds: 15 },
  /** Fires every due warning and passing that no wake-up fired (a lost queue, a moved clock). */
  'deadlines.sweep': { everySeconds: 5 },
  /** Reminds authorities of contacts that are missing or nobody has confirmed for half a year. */
  'directory.remind': { everySeconds: 600 },
  /** Reminds those who have not acknowledged a security document in force. */
  'documents.remind': { everySeconds: 600 },
  /** Puts the wake-ups of the near future into the queue. */
  'deadlines.plan': { everySeconds: 60 },
  /** Delivers letters no wake-up delivered, and takes over those of workers that died in the middle of sending. */
  'mail.sweep': { everySeconds: 10 },
  /** Asks authorities for the content plans of the coming weeks. */
  'plans.open': { everySeconds: 60 },
  /** Takes up planned posts whose time has come, and puts the wake-ups of the next minutes into the queue. */
  'plans.post': { everySeconds: 10 },
  /** On the working day after plans were due the committee gets the list of each week of them. */
  'plans.list-week': { everySeconds: 600 },
  /** Looks at the pages of authorities that are due, should their wake-up be lost. */
  'accounts.check-links': { everySeconds: 60 },
  /** Asks about entries of the registry nobody has touched for half a year. */
  'accounts.ask-stale': { cron: '30 9 * * *' },
  /** Reads the event log on and makes letters of what is due. */
  'notifications.round': { everySeconds: 3 },
  /** Sends the morning lists of those whose working day has begun. */
  'notifications.morning': { everySeconds: 60 },
  /** Sends and looks for what no wake-up did, and takes over from workers that died while publishing. */
  'publishing.sweep': { everySeconds: 5 },
  /** Looks whether what was published is still there. */
  'publishing.verify': { everySeconds: 60 },
  /** Derives what is listened to from the accounts and their credentials. */
  'intake.watches': { everySeconds: 60 },
  /** Reads the networks where it is time. */
  'intake.read': { everySeconds: 5 },
  /** Works off calls of the networks whose wake-up was lost. */
  'intake.events': { everySeconds: 10 },
  /** Removes what the networks told a week ago; seals their secrets anew when the key has changed. */
  'webhooks.keep': { cron: '50 3 * * *' },
  /** Notices which messages found have been recorded by another way. */
  'intake.follow': { everySeconds: 60 },
  /** Looks whether messages that became incidents are still there. */
  'intake.verify': { everySeconds: 300 },
  /** Lets go what nobody decided about in time, and removes the data of what was dismissed. */
  'intake.forget': { everySeconds: 600 },
  /** Asks the networks about every credential and warns before one ends. */
  'credentials.check': { cron: '30 6 * * *' },
  /** Forgets sessions that ended over a month ago, and counted sign-in attempts. */
  'sessions.purge': { cron: '0 4 * * *' },
  /** Opens the curator's term of a month that has ended, and forms its report on the first working day after it (M-15). */
  'reports.monthly': { everySeconds: 60 },
  /** Keeps the daily totals of live figures up to date. */
  'reports.totals': { everySeconds: 60 },
  /** Reads the style of newly published answers. */
  'reports.style': { everySeconds: 120 },
} as const satisfies Record<string, { everySeconds: number } | { cron: string }>;

export type TaskName = keyof typeof timetable;
