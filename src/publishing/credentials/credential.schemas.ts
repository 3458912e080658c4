import { z } from 'zod';
import { credentialKinds, networks } from '../../networks/index.js';
import { pageOf } from '../../platform/http/index.js';

const secret = z.string().min(1).max(4000).regex(/^[\x21-\x7E]+$/, 'Ожидаются латинские буквы, цифры и знаки без пробелов');
const kinds = [...new Set(Object.values(credentialKinds).flat())] as [string, ...string[]];

export const addCredentialBody = z
  .strictObject({
    network: z.enum(networks),
    kind: z.enum(kinds as never as ['community', 'user', 'application', 'page', 'professional']).meta({ description: 'vk: community, user; ok: application; facebook: page; instagram: professional; twitter: user' }),
    accountId: z.uuid().nullish().meta({ description: 'Аккаунт реестра; без него аккаунт самого куратора' }),
    ownerId: z.string().regex(/^\d{1,30}$/, 'Ожидается число').meta({ description: 'Номер группы, страницы или аккаунта в самой сети' }),
    accessToken: secret,
    applicationKey: secret.optional().meta({ description: 'Одноклассники: открытый ключ приложения' }),
    applicationSecret: secret.optional().meta({ description: 'Одноклассники: закрытый ключ приложения' }),
  })
  .refine(({ network, kind }) => (credentialKinds[network] as readonly string[]).includes(kind), { path: ['kind'], message: 'У этой сети нет такого вида доступа' })
  .refine(({ network, applicationKey, applicationSecret }) => network !== 'ok' || (applicationKey && applicationSecret), { path: ['applicationKey'], message: 'Одноклассникам нужны ключи приложения' })
  .meta({ id: 'AddNetworkCredential' });

export const credentialView = z
  .object({
    id: z.uuid(),
    network: z.enum(networks),
    kind: z.string(),
    accountId: z.uuid().nullable(),
    ownerId: z.string(),
    state: z.enum(['valid', 'unchecked', 'refused']),
    fault: z.string().nullable().meta({ description: 'Код, которым отказала сеть' }),
    permissions: z.array(z.string()),
    capabilities: z.array(z.string()).meta({ description: 'Что этим доступом можно сделать; пусто, если сеть выключена' }),
    explanation: z.string().nullable().meta({ description: 'Чего этим доступом сделать нельзя' }),
    expiresAt: z.string().nullable(),
    checkedAt: z.string().nullable(),
    createdAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'NetworkCredential' });

export const credentialPage = pageOf(credentialView);

export type AddCredentialBody = z.output<typeof addCredentialBody>;
export type CredentialView = z.output<typeof credentialView>;
