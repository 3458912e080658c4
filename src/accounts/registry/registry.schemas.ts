import { z } from 'zod';
import { accountNetworks } from '../../networks/index.js';

/** What a plain form sends for a field nobody filled in is nothing. */
const orNothing = <S extends z.ZodType>(schema: S) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** Parameters nobody knows (counters of visits) do not matter on a public address. */
export const registryQuery = z.object({
  authority: orNothing(z.uuid().or(z.literal('government'))).meta({ description: 'Орган; government — Правительство края' }),
  network: orNothing(z.enum(accountNetworks)).meta({ description: 'Социальная сеть' }),
  asOf: orNothing(z.iso.date({ abort: true }).refine((text) => /^(19|20|21)\d\d/.test(text), 'Ожидается год от 1900 до 2199')).meta({ description: 'Реестр, каким он был на конец этого дня, ГГГГ-ММ-ДД' }),
});
export type RegistryQuery = z.output<typeof registryQuery>;
/** The page explains by itself what it does not understand. */
export const pageQuery = z.record(z.string(), z.unknown());

const moment = z.iso.datetime({ offset: true });

const publicAccount = z.object({
  id: z.uuid().meta({ description: 'Постоянный номер записи реестра' }),
  authority: z.object({ id: z.uuid().nullable(), name: z.string(), shortName: z.string() }).meta({ description: 'Чей аккаунт; id null — Правительство края. Наименование — на дату реестра' }),
  network: z.enum(accountNetworks),
  networkName: z.string(),
  url: z.string(),
  name: z.string(),
  externalId: z.string().nullable().meta({ description: 'Числовой идентификатор в самой сети' }),
  since: moment.meta({ description: 'С какого момента аккаунт в реестре' }),
  changedAt: moment.meta({ description: 'Когда запись последний раз изменилась' }),
}).meta({ id: 'PublicAccount' });
export type PublicAccount = z.output<typeof publicAccount>;

const registryShape = z.object({
  title: z.string(),
  asOf: z.iso.date().nullable().meta({ description: 'На какую дату; null — действующий реестр' }),
  changedAt: moment.nullable().meta({ description: 'Когда реестр последний раз изменился; при asOf — до конца того дня' }),
  count: z.int(),
  accounts: z.array(publicAccount),
});
export const registryView = registryShape.meta({ id: 'Registry' });
export type RegistryView = z.output<typeof registryView>;

/** JSON Schema (2020-12) of the registry, for whoever reads `/registry.json`. */
export const registrySchema = (address: string): object => ({ ...z.toJSONSchema(registryShape), $id: address, title: 'Реестр официальных аккаунтов' });
