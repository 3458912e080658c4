import { type Role, roles } from '../../src/identity/index.js';

/** Who may call a route: anybody, anybody signed in, or the roles named. */
export type Callers = 'public' | 'signed-in' | readonly Role[];

const curator: Callers = ['curator'];
const executor: Callers = ['executor'];
const admin: Callers = ['admin'];
const both: Callers = ['curator', 'executor'];
const directory: Callers = ['curator', 'admin'];
const ofAuthority: Callers = ['curator', 'admin', 'executor'];
const plans: Callers = ['executor', 'committee'];
const registry: Callers = ['committee', 'admin'];

/**
 * Every route of the application and who may call it (regulation.md, "Roles"), written apart from the code.
 * A new route is added here, and where its things belong to somebody, to `ownThings` of authorization.spec.ts.
 */
export const accessTable: Record<string, Callers> = {
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /metrics': 'public',
  'GET /registry': 'public',
  'GET /registry.json': 'public',
  'GET /registry.csv': 'public',
  'GET /registry/schema.json': 'public',
  'GET /registry/embed.js': 'public',

  'POST auth/login': 'public',
  'POST auth/logout': 'signed-in',
  'GET me': 'signed-in',
  'POST me/password': 'signed-in',
  'GET me/sessions': 'signed-in',
  'DELETE me/sessions/:id': 'signed-in',
  'POST me/totp': 'signed-in',
  'POST me/totp/confirm': 'signed-in',
  'DELETE me/totp': 'signed-in',
  'GET users': admin,
  'POST users': admin,
  'GET users/:id': admin,
  'PATCH users/:id': admin,
  'POST users/:id/unlock': admin,
  'POST users/:id/revoke-sessions': admin,

  'GET calendar/years': 'signed-in',
  'GET calendar/years/:year': 'signed-in',
  'PUT calendar/years/:year': admin,
  'GET calendar/overrides': 'signed-in',
  'PUT calendar/overrides/:date': admin,
  'DELETE calendar/overrides/:date': admin,
  'POST calendar/preview': 'signed-in',
  'GET schedules': 'signed-in',
  'POST schedules': admin,
  'GET schedules/:id': 'signed-in',
  'PATCH schedules/:id': admin,
  'GET regulation': 'signed-in',
  'GET regulation/editions': admin,
  'POST regulation/editions': admin,
  'GET deadlines': ['curator', 'executor', 'committee', 'it-ministry'],

  'GET authorities': 'signed-in',
  'POST authorities': directory,
  'GET authorities/:id': 'signed-in',
  'PATCH authorities/:id': directory,
  'GET authorities/:id/history': 'signed-in',
  'GET executors': ofAuthority,
  'POST executors': ofAuthority,
  'GET executors/:id': ofAuthority,
  'PATCH executors/:id': ofAuthority,
  'POST executors/:id/leave': ofAuthority,
  'POST executors/:id/hand-over': ofAuthority,
  'POST executors/:id/deputies': ofAuthority,
  'DELETE executors/:id/deputies/:deputyId': ofAuthority,
  'POST executors/:id/confirm': ofAuthority,
  'POST executors/:id/details-changed': ofAuthority,
  'GET curators': 'signed-in',
  'POST curators': directory,
  'GET curators/:id': 'signed-in',
  'PATCH curators/:id': directory,
  'POST curators/:id/leave': directory,
  'POST curators/:id/deputies': directory,
  'DELETE curators/:id/deputies/:deputyId': directory,
  'POST curators/:id/confirm': directory,
  'GET account-managers': [...ofAuthority, 'committee'],
  'POST account-managers': ofAuthority,
  'GET account-managers/:id': [...ofAuthority, 'committee'],
  'PATCH account-managers/:id': ofAuthority,
  'POST account-managers/:id/leave': ofAuthority,
  'POST account-managers/:id/deputies': ofAuthority,
  'DELETE account-managers/:id/deputies/:deputyId': ofAuthority,
  'POST account-managers/:id/confirm': ofAuthority,
  'GET directory/duties': [...ofAuthority, 'committee'],
  'POST directory/beginning': directory,
  'POST directory/duties/:authorityId/join': directory,
  'GET directory/notices': 'signed-in',
  'POST directory/notices/:id/acknowledge': ['executor', 'committee', 'it-ministry'],
  'GET directory/notices/:id/acknowledgements': directory,
  'GET topics': 'signed-in',
  'GET locations': 'signed-in',
  'GET locations/:id': 'signed-in',

  'GET accounts': 'signed-in',
  'POST accounts': ['executor', ...registry],
  'GET accounts/export': registry,
  'POST accounts/import': registry,
  'GET accounts/:id': 'signed-in',
  'GET accounts/:id/history': ['executor', ...registry],
  'PATCH accounts/:id': registry,
  'DELETE accounts/:id': registry,
  'POST accounts/:id/observe': registry,
  'POST accounts/:id/propose': executor,
  'POST accounts/:id/propose-deletion': executor,
  'POST accounts/:id/resubmit': executor,
  'POST accounts/:id/withdraw': executor,
  'POST accounts/:id/accept': ['committee'],
  'POST accounts/:id/send-back': ['committee'],
  'POST accounts/:id/confirm-link': ['executor', 'committee'],
  'POST accounts/:id/confirm-current': ['executor', 'committee'],

  'GET documents': 'signed-in',
  'POST documents': ['it-ministry', 'committee', 'executor'],
  'GET documents/:id': 'signed-in',
  'GET documents/:id/history': 'signed-in',
  'PATCH documents/:id': ['it-ministry', 'committee', 'executor'],
  'POST documents/:id/editions': ['it-ministry', 'committee', 'executor'],
  'POST documents/:id/issue': ['it-ministry', 'committee', 'executor'],
  'POST documents/:id/discard': ['it-ministry', 'committee', 'executor'],
  'POST documents/:id/acknowledge': ['executor', 'committee'],
  'GET documents/:id/acknowledgements': 'signed-in',
  'GET materials': 'signed-in',
  'POST materials': ['curator', 'committee', 'it-ministry'],
  'GET materials/:id': 'signed-in',
  'GET materials/:id/history': 'signed-in',
  'PATCH materials/:id': ['curator', 'committee', 'it-ministry'],
  'POST materials/:id/editions': ['curator', 'committee', 'it-ministry'],
  'POST materials/:id/issue': ['curator', 'committee', 'it-ministry'],
  'POST materials/:id/discard': ['curator', 'committee', 'it-ministry'],

  'GET removed-comments': ['committee', 'executor'],
  'POST removed-comments': ['committee', 'executor'],
  'GET removed-comments/export': ['committee', 'executor'],
  'GET removed-comments/:id': ['committee', 'executor'],
  'GET removed-comments/:id/history': ['committee', 'executor'],
  'POST removed-comments/:id/correct': ['committee', 'executor'],

  'POST attachments': ['curator', 'executor', 'committee', 'it-ministry'],
  'GET attachments/:id': 'signed-in',
  'GET attachments/:id/content': 'signed-in',
  'DELETE attachments/:id': 'signed-in',

  'POST incidents': curator,
  'GET incidents': both,
  'GET incidents/:id': both,
  'GET incidents/:id/history': both,
  'POST incidents/:id/decline': curator,
  'POST incidents/:id/merge': curator,
  'POST incidents/:id/route': curator,
  'POST incidents/:id/consolidated-reply': curator,
  'GET assignments': both,
  'POST assignments/:id/return': executor,
  'POST assignments/:id/withdraw': curator,
  'POST assignments/:id/drafts': executor,
  'POST assignments/:id/publish': executor,
  'POST assignments/:id/revise-and-publish': executor,
  'POST drafts/:id/approve': curator,
  'POST drafts/:id/request-changes': curator,
  'POST drafts/:id/publish-for-executor': curator,
  'POST incidents/import': curator,
  'GET incidents/import': curator,
  'GET incidents/import/:id': curator,
  'GET incidents/import/:id/errors': curator,
  'POST incidents/import/:id/cancel': curator,

  'POST assistance/style': ['curator', 'executor', 'committee'],
  'POST assistance/suggest': curator,
  'GET incidents/:id/suggestions': curator,

  'POST content-plans': plans,
  'GET content-plans': plans,
  'GET content-plans/week/:isoWeek': ['committee'],
  'GET content-plans/:id': plans,
  'GET content-plans/:id/history': plans,
  'GET content-plans/:id/versions/:number': plans,
  'GET content-plans/:id/changes': plans,
  'GET content-plans/:id/print': plans,
  'GET content-plans/:id/calendar': plans,
  'POST content-plans/:id/copy-last-week': plans,
  'POST content-plans/:id/submit': plans,
  'POST content-plans/:id/no-news-pegs': executor,
  'POST content-plans/:id/approve': ['committee'],
  'POST content-plans/:id/recommend': ['committee'],
  'POST content-plans/:id/amend': plans,
  'POST content-plans/:id/items': plans,
  'PATCH content-plans/:id/items/:itemId': plans,
  'POST content-plans/:id/items/:itemId/duplicate': plans,
  'DELETE content-plans/:id/items/:itemId': plans,
  'POST content-plans/:id/items/:itemId/published': plans,
  'POST content-plans/:id/items/:itemId/not-published': plans,
  'POST content-plans/calendar-link': plans,
  'DELETE content-plans/calendar-link': plans,
  'GET content-plans/calendar/:file': 'public',
  'GET me/notifications': 'signed-in',
  'PUT me/notifications': 'signed-in',
  'GET unsubscribe/:token': 'public',
  'POST unsubscribe/:token': 'public',

  'GET mail': directory,
  'GET mail/:id': directory,
  'GET mail/:id/raw': directory,
  'GET mail/:id/attachments/:index': directory,
  'POST mail/:id/resend': directory,
  'POST mail/:id/handle': curator,

  'GET reports/summary': both,
  'GET reports/incidents': both,
  'GET reports/preview': both,
  'GET reports/preview.:format': both,
  'GET reports/what-if': both,
  'GET reports/settings': ['curator', 'admin'],
  'PUT reports/settings': ['curator', 'admin'],
  'GET reports/monthly': curator,
  'GET reports/monthly/:month': curator,
  'GET reports/monthly/:month/history': curator,
  'PATCH reports/monthly/:month': curator,
  'POST reports/monthly/:month/refresh': curator,
  'POST reports/monthly/:month/approve': curator,
  'POST reports/monthly/:month/send': curator,
  'POST reports/monthly/:month/correct': curator,
  'GET network-credentials': admin,
  'POST network-credentials': admin,
  'POST network-credentials/:id/check': admin,
  'DELETE network-credentials/:id': admin,
  'GET deliveries': [...both, 'committee'],
  'GET deliveries/:id': [...both, 'committee'],
  'POST deliveries/:id/retry': [...both, 'committee'],
  'POST deliveries/:id/cancel': [...both, 'committee'],
  'GET public-files/:id/:until/:signature': 'public',

  'GET events': 'signed-in',
  'GET demo/clock': 'signed-in',
  'POST demo/clock': directory,
  'GET /demo/mail': 'public',
  'GET /demo/mail/:id': 'public',
  'GET /demo/mail/:id/body': 'public',
  'POST /demo/mail/:id': 'public',
};

/** Routes that only a demo has. */
export const demoRoutes = ['GET demo/clock', 'POST demo/clock', 'GET /demo/mail', 'GET /demo/mail/:id', 'GET /demo/mail/:id/body', 'POST /demo/mail/:id'];

/** Served beside the interface, to everybody: its description, what pages are made of. */
export const documentRoutes = [
  '/api/openapi.json', '/api/docs', '/api/docs/', '/api/docs/start.js', '/api/docs/swagger-ui-bundle.js', '/api/docs/swagger-ui.css',
  '/api/docs/favicon-32x32.png', '/assets/:version/:file',
];

/**
 * Routes with an id of what is the same for everybody signed in: reference data, and curators' contacts (D-2.2);
 * a calendar's address is a secret that shows the same to whoever has it.
 */
export const sameForEverybody = [
  'GET unsubscribe/:token', 'POST unsubscribe/:token',
  // What is named is a form, and what is in it is the caller's own part.
  'GET reports/preview.:format',
  'GET public-files/:id/:until/:signature',
  'GET calendar/years/:year', 'GET schedules/:id', 'GET authorities/:id', 'GET authorities/:id/history', 'GET curators/:id', 'GET locations/:id', 'POST directory/notices/:id/acknowledge',
  'GET content-plans/calendar/:file',
  'GET materials/:id', 'GET materials/:id/history',
];

/** Whether somebody in a role (null: nobody signed in) may call a route. */
export const mayCall = (callers: Callers, role: Role | null): boolean =>
  callers === 'public' || (role !== null && (callers === 'signed-in' || callers.includes(role)));

/** Everybody who may knock. */
export const everybody: readonly (Role | null)[] = [null, ...roles];
