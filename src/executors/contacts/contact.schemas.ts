import { z } from 'zod';
import { instant, pageOf, pageQuery } from '../../platform/http/index.js';
import { email, inForce, line, personName, phone, query } from '../directory.fields.js';
import { duties } from './contact.entity.js';

export const contactsQuery = z.strictObject({
  q: query,
  authorityId: z.uuid().optional(),
  state: inForce,
  ...pageQuery,
});

/** D-2.2, D-4, D-5: surname, name, patronymic if any, position, telephone, e-mail. */
const details = {
  surname: personName,
  name: personName,
  patronymic: personName.nullable().optional(),
  position: line(300),
  phone,
  email,
};

export const createContactBody = z.strictObject({
  authorityId: z.uuid().optional()
    .meta({ description: 'Орган; если не указан — свой, для куратора — главное управление внутренней политики' }),
  ...details,
  userId: z.uuid().nullable().optional()
    .meta({ description: 'Учётная запись; если не указана, берётся запись этого органа с той же почтой' }),
  createUser: z.boolean().optional()
    .meta({ description: 'Завести учётную запись с этой почтой (куратор, администратор)' }),
  password: z.string().min(1).max(200).optional()
    .meta({ description: 'Первый пароль новой учётной записи; его нужно будет сменить' }),
})
  .refine(({ createUser, userId }) => !createUser || !userId, {
    path: ['createUser'], message: 'Укажите либо userId, либо createUser',
  })
  .refine(({ createUser, password }) => !createUser === (password === undefined), {
    path: ['password'], message: 'Пароль указывается вместе с createUser',
  });

export const changeContactBody = z.strictObject({
  surname: personName.optional(),
  name: personName.optional(),
  patronymic: personName.nullable().optional(),
  position: line(300).optional(),
  phone: phone.optional(),
  email: email.optional(),
  userId: z.uuid().nullable().optional().meta({ description: 'Учётная запись; null — отвязать' }),
  changedAt: instant().optional()
    .meta({ description: 'Когда сведения изменились; по умолчанию сейчас. От этого момента считаются три рабочих дня (M-5.2)' }),
});

export const leaveBody = z.strictObject({
  at: instant().optional().meta({ description: 'Когда ушёл; по умолчанию сейчас, не позже текущего момента' }),
  handOverTo: z.uuid().optional().meta({ description: 'Кому передать незавершённую работу' }),
}).default({});

export const handOverBody = z.strictObject({ to: z.uuid().meta({ description: 'Действующий исполнитель того же органа' }) });

export const deputyBody = z.strictObject({
  deputyId: z.uuid().meta({ description: 'Кто замещает' }),
  from: instant(),
  to: instant(),
});

export type ContactsQuery = z.output<typeof contactsQuery>;
export type CreateContactBody = z.output<typeof createContactBody>;
export type ChangeContactBody = z.output<typeof changeContactBody>;
export type LeaveBody = z.output<typeof leaveBody>;
export type HandOverBody = z.output<typeof handOverBody>;
export type DeputyBody = z.output<typeof deputyBody>;

const moment = z.iso.datetime({ offset: true });

export const contactView = z.object({
  id: z.uuid(),
  duty: z.enum(duties),
  authority: z.object({ id: z.uuid(), code: z.string(), shortName: z.string() }),
  userId: z.uuid().nullable(),
  surname: z.string(),
  name: z.string(),
  patronymic: z.string().nullable(),
  position: z.string(),
  phone: z.string(),
  email: z.string(),
  validFrom: moment,
  validTo: moment.nullable(),
  confirmedAt: moment.meta({ description: 'Когда сведения в последний раз названы верными' }),
  active: z.boolean(),
  deputies: z.array(z.object({ deputyId: z.uuid(), name: z.string(), from: moment, to: moment }))
    .meta({ description: 'Нынешние и будущие замещения' }),
  version: z.int(),
}).meta({ id: 'Contact' });
export type ContactView = z.output<typeof contactView>;

export const contactPage = pageOf(contactView);
export const handedOver = z.object({ handedOver: z.int() }).meta({ id: 'HandedOver' });
