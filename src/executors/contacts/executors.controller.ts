import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { ContactActs } from './contact-acts.js';
import { contactRoutes } from './contact-routes.js';
import { handedOver, handOverBody, type HandOverBody } from './contact.schemas.js';
import { HandOverWork } from './hand-over-work.js';

const access = () => Access('curator', 'admin', 'executor');

/** Executors (D-4, M-5): an executor reads and changes those of their own authority. */
@ApiTags('Справочник')
@Controller('executors')
export class ExecutorsController extends contactRoutes({
  duty: 'executor',
  access: { reading: access, changing: access },
  words: {
    list: 'Исполнители: все или своего органа',
    create: 'Назначить исполнителя',
    one: 'Один исполнитель',
    change: 'Изменить данные исполнителя',
    leave: 'Исполнитель уходит; незавершённая работа передаётся',
  },
}) {
  constructor(
    acts: ContactActs,
    private readonly handing: HandOverWork,
  ) {
    super(acts);
  }

  @Post(':id/hand-over')
  @HttpCode(200)
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Передать незавершённую работу другому исполнителю' })
  @ApiResponse({ status: 200, standardSchema: handedOver })
  async handOver(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) contactId: string,
    @Body({ schema: handOverBody }) { to }: HandOverBody,
  ): Promise<z.output<typeof handedOver>> {
    return { handedOver: await this.handing.execute(actor, contactId, to) };
  }
}
