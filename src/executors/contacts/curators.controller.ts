import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, SignedIn } from '../../identity/index.js';
import { contactRoutes } from './contact-routes.js';

/** Curators (D-2.2): everybody may know whom to write to. */
@ApiTags('Справочник')
@Controller('curators')
export class CuratorsController extends contactRoutes({
  duty: 'curator',
  access: { reading: SignedIn, changing: () => Access('curator', 'admin') },
  words: {
    list: 'Кураторы: кому направлять ответы на согласование',
    create: 'Назначить куратора',
    one: 'Один куратор',
    change: 'Изменить данные куратора',
    leave: 'Куратор уходит',
  },
}) {}
