import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../identity/index.js';
import { contactRoutes } from './contact-routes.js';

/** Those who answer for the accounts (D-5). */
@ApiTags('Справочник')
@Controller('account-managers')
export class AccountManagersController extends contactRoutes({
  duty: 'account-manager',
  access: { reading: () => Access('curator', 'committee', 'admin', 'executor'), changing: () => Access('curator', 'admin', 'executor') },
  words: {
    list: 'Ответственные за аккаунты: все или своего органа',
    create: 'Назначить ответственного за аккаунты',
    one: 'Один ответственный за аккаунты',
    change: 'Изменить данные ответственного за аккаунты',
    leave: 'Ответственный за аккаунты уходит',
  },
}) {}
