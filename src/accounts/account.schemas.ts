import { z } from 'zod';
import { accountNetworks } from '../networks/index.js';
import { pageOf, pageQuery } from '../platform/http/index.js';

const name = z.string().trim().min(1).max(300).refine((text) => !/\p{Cc}/u.test(text), 'Недопустимые символы');
const externalId = z.string().regex(/^-?\d{1,30}$/).nullable().optional()
  .meta({ description: 'Числовой идентификатор в самой сети' });
const network = z.enum(accountNetworks);

/** An address without what does not distinguish accounts: the fragment and a closing slash. */
const url = z.url({ protocol: /^https?$/ }).max(500).overwrite((text) => text.replace(/#.*$/, '').replace(/\/+$/, ''));

export const accountsQuery = z.strictObject({
  authorityId: z.uuid().optional(),
  network: network.optional(),
  state: z.enum(['active', 'ended', 'all']).default('active'),
  ...pageQuery,
});
export const registerAccountBody = z.strictObject({ authorityId: z.uuid(), network, url, name, externalId });
export const changeAccountBody = z.strictObject({
  url: url.optional(),
  name: name.optional(),
  externalId,
  confirmed: z.boolean().optional().meta({ description: 'Орган подтвердил, что аккаунт его' }),
});

export type AccountsQuery = z.output<typeof accountsQuery>;
export type RegisterAccountBody = z.output<typeof registerAccountBody>;
export type ChangeAccountBody = z.output<typeof changeAccountBody>;

const moment = z.iso.datetime({ offset: true });
export const accountView = z.object({
  id: z.uuid(),
  authority: z.object({ id: z.uuid(), shortName: z.string() }),
  network,
  url: z.string(),
  name: z.string(),
  externalId: z.string().nullable(),
  confirmed: z.boolean(),
  validFrom: moment,
  validTo: moment.nullable(),
  version: z.int(),
}).meta({ id: 'Account' });
export type AccountView = z.output<typeof accountView>;
export const accountPage = pageOf(accountView);
