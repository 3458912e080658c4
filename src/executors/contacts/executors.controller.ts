import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { ContactActs } from './contact-acts.js';
import { contactRoutes } from './contact-routes.js';
import { IfMatch } from '../../platform/http/index.js';
import { contactView, type ContactView, handedOver, handOverBody, type HandOverBody } from './contact.schemas.js';
import { HandOverWork } from './hand-over-work.js';
import { DeclareChange } from '../duties/declare-change.js';
import { detailsChangedBody, type DetailsChangedBody } from '../duties/duties.schemas.js';

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
    private readonly declaring: DeclareChange,
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

  @Post(':id/details-changed')
  @HttpCode(200)
  @Access('curator', 'admin', 'executor')
  @ApiOperation({ summary: 'Сообщить, что сведения изменились; новые нужно направить за три рабочих дня (M-5.2)' })
  @ApiResponse({ status: 200, standardSchema: contactView })
  async detailsChanged(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) contactId: string,
    @Body({ schema: detailsChangedBody }) body: DetailsChangedBody,
    @IfMatch() expected: number | null,
  ): Promise<ContactView> {
    await this.declaring.execute(actor, contactId, body, expected);
    return this.acts.reader.view(actor, 'executor', contactId);
  }
}
