import { z } from 'zod';
import { accountNetworks } from '../networks/index.js';
import { instant, pageOf, pageQuery } from '../platform/http/index.js';
import { deadlineSchema } from '../regulation/index.js';
import { accountWarnings } from './account.entity.js';
import { accountStates, proposalKinds } from './account.transitions.js';
import { linkOutcomes } from './account-link.entity.js';

const words = (max: number) => z.string().trim().min(1).max(max).refine((text) => !/\p{Cc}/u.test(text), 'Недопустимые символы');
export const accountName = words(300);
export const externalNumber = z.string().regex(/^-?\d{1,30}$/).meta({ description: 'Числовой идентификатор в самой сети' });
const network = z.enum(accountNetworks);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** An address without what does not distinguish accounts: the fragment and a closing slash. */
export const accountUrl = z.url({ protocol: /^https?$/ }).max(500).overwrite((text) => text.replace(/#.*$/, '').replace(/\/+$/, ''));
export const pageUrl = z.url({ protocol: /^https?$/ }).max(1000).meta({ description: 'Страница официального сайта' });

const managerId = z.uuid().nullable().optional().meta({ description: 'Кто ведёт аккаунт: сотрудник органа с обязанностью account-manager' });
const externalId = externalNumber.nullable().optional();
const note = words(2000).optional().meta({ description: 'Пояснение комитету' });
const occurredAt = instant().optional().meta({ description: 'Когда это произошло в сети: от этого момента считаются пять рабочих дней (А, п. 3.2 и 3.3)' });

export const accountsQuery = z.strictObject({
  authorityId: z.uuid().optional(),
  government: flag.optional().meta({ description: 'Только аккаунты Правительства края (А, п. 2.1)' }),
  network: network.optional(),
  state: z.enum(['active', 'ended', 'all']).default('active').meta({ description: 'active — в реестре и на пути в него' }),
  awaiting: flag.optional().meta({ description: 'Ждёт решения комитета' }),
  link: z.enum([...linkOutcomes, 'unconfirmed']).optional().meta({ description: 'Что показала проверка ссылки; unconfirmed — орган ещё не подтвердил' }),
  warning: z.enum(accountWarnings).optional(),
  managed: flag.optional().meta({ description: 'false — никто из действующих сотрудников не назван ответственным (п. 5)' }),
  asked: flag.optional().meta({ description: 'Запрошено подтверждение актуальности' }),
  ...pageQuery,
});

export const submitAccountBody = z.strictObject({
  authorityId: z.uuid().nullable().meta({ description: 'Орган; null — аккаунт Правительства края, его ведёт комитет' }),
  network, url: accountUrl, name: accountName, externalId, managerId, note, occurredAt,
}).meta({ id: 'SubmitAccount' });
const changes = { url: accountUrl.optional(), name: accountName.optional(), externalId, managerId };
export const changeBody = z.strictObject({ ...changes, note, occurredAt }).meta({ id: 'ChangeAccount' });
export const correctBody = z.strictObject(changes).meta({ id: 'CorrectAccount' });
export const deletionBody = z.strictObject({ note, occurredAt }).meta({ id: 'DeleteAccount' });
export const sendBackBody = z.strictObject({ remarks: words(2000).meta({ description: 'Что исправить' }) }).meta({ id: 'SendBackAccount' });
export const confirmLinkBody = z.strictObject({ pageUrl }).meta({ id: 'ConfirmAccountLink' });
export const observeBody = z.strictObject({ url: accountUrl, externalId: externalNumber }).meta({ id: 'ObserveAccount' });
export const noBody = z.strictObject({}).optional();

export type AccountsQuery = z.output<typeof accountsQuery>;
export type SubmitAccountBody = z.output<typeof submitAccountBody>;
export type ChangeBody = z.output<typeof changeBody>;
export type CorrectBody = z.output<typeof correctBody>;
export type DeletionBody = z.output<typeof deletionBody>;
export type ObserveBody = z.output<typeof observeBody>;

const moment = z.iso.datetime({ offset: true });
const manager = z.object({ id: z.uuid(), name: z.string(), active: z.boolean().meta({ description: 'false — больше не ведёт аккаунты' }) }).nullable();
const entry = { url: z.string(), name: z.string(), externalId: z.string().nullable() };

const proposalView = z.object({
  id: z.uuid(),
  kind: z.enum(proposalKinds),
  ...entry,
  manager,
  note: z.string().nullable(),
  occurredAt: moment,
  submittedAt: moment,
  status: z.enum(['in-review', 'approved', 'changes-requested', 'withdrawn']),
  remarks: z.string().nullable(),
  decidedAt: moment.nullable(),
}).meta({ id: 'AccountProposal' });

const linkView = z.object({
  pageUrl: z.string(),
  confirmedAt: moment,
  checkedAt: moment.nullable(),
  outcome: z.enum(linkOutcomes).nullable(),
  reason: z.string().nullable().meta({ description: 'Почему страницу не удалось прочитать' }),
  found: z.string().nullable().meta({ description: 'Куда переехала страница или на какой другой аккаунт она ссылается' }),
  nextCheckAt: moment.nullable(),
}).meta({ id: 'AccountLink' });

export const accountView = z.object({
  id: z.uuid(),
  authority: z.object({ id: z.uuid(), shortName: z.string() }).nullable().meta({ description: 'null — Правительство края' }),
  network,
  status: z.enum(accountStates),
  ...entry,
  validFrom: moment.nullable().meta({ description: 'С какого момента в реестре' }),
  validTo: moment.nullable(),
  confirmedAt: moment.nullable().meta({ description: 'Когда подтверждено, что сведения актуальны' }),
  manager,
  askedAt: moment.nullable(),
  warning: z.enum(accountWarnings).nullable().meta({ description: 'renamed — тот же номер под другим адресом; hijacked — другой номер под тем же адресом' }),
  observed: z.object({ url: z.string(), externalId: z.string(), at: z.string() }).nullable(),
  proposal: proposalView.nullable().meta({ description: 'Последнее, что направлено в комитет; видят орган и комитет' }),
  link: linkView.nullable(),
  deadlines: z.array(deadlineSchema),
  allowedActions: z.array(z.string()).meta({ description: 'Что вы можете сделать сейчас' }),
  version: z.int(),
}).meta({ id: 'Account' });
export type AccountView = z.output<typeof accountView>;
export const accountPage = pageOf(accountView);

export const accountHistoryItem = z.object({
  id: z.string(),
  at: moment,
  event: z.string(),
  title: z.string().meta({ description: 'Что произошло, словами' }),
  from: z.string().nullable(),
  to: z.string().nullable(),
  actor: z.object({ userId: z.uuid().nullable(), role: z.string().nullable() }),
  channel: z.string(),
  clause: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
}).meta({ id: 'AccountHistoryItem' });
export type AccountHistoryItem = z.output<typeof accountHistoryItem>;
