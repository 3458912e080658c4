import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, CurrentActor } from '../identity/index.js';
import { IfMatch } from '../platform/http/index.js';
import { AccountReader } from './account-reader.js';
import {
  type AccountView, type ChangeBody, changeBody, confirmLinkBody, type DeletionBody, deletionBody, noBody, sendBackBody,
} from './account.schemas.js';
import { ActRoute } from './act-route.decorator.js';
import { ConfirmCurrent } from './confirm-current.js';
import { ConfirmLink } from './confirm-link.js';
import { DecideProposal } from './decide-proposal.js';
import { ProposeChange } from './propose-change.js';
import { ResubmitAccount } from './resubmit-account.js';
import { WithdrawProposal } from './withdraw-proposal.js';

const id = { schema: z.uuid() };
const none = { schema: noBody };

/** Routes of what an authority sends to the committee, and of what the committee decides. */
@ApiTags('Аккаунты')
@Controller('accounts/:id')
export class ProposalsController {
  constructor(
    private readonly reader: AccountReader,
    private readonly proposing: ProposeChange,
    private readonly resubmitting: ResubmitAccount,
    private readonly withdrawing: WithdrawProposal,
    private readonly decision: DecideProposal,
    private readonly link: ConfirmLink,
    private readonly current: ConfirmCurrent,
  ) {}

  @ActRoute('propose', ['executor'], 'Сообщить комитету о новом адресе, названии или других сведениях (А, п. 3.2)')
  async propose(
    @CurrentActor() actor: Actor,
    @Param('id', id) accountId: string,
    @Body({ schema: changeBody }) body: ChangeBody,
    @IfMatch() expected: number | null,
  ): Promise<AccountView> {
    return this.reader.view(actor, await this.proposing.execute(actor, accountId, body, expected));
  }

  @ActRoute('propose-deletion', ['executor'], 'Сообщить комитету об удалении аккаунта (А, п. 3.2)')
  async proposeDeletion(
    @CurrentActor() actor: Actor,
    @Param('id', id) accountId: string,
    @Body({ schema: deletionBody }) body: DeletionBody,
    @IfMatch() expected: number | null,
  ): Promise<AccountView> {
    return this.reader.view(actor, await this.proposing.deletion(actor, accountId, body, expected));
  }

  @ActRoute('resubmit', ['executor'], 'Направить исправленные сведения о новом аккаунте (А, п. 3.2)')
  async resubmit(
    @CurrentActor() actor: Actor,
    @Param('id', id) accountId: string,
    @Body({ schema: changeBody }) body: ChangeBody,
    @IfMatch() expected: number | null,
  ): Promise<AccountView> {
    return this.reader.view(actor, await this.resubmitting.execute(actor, accountId, body, expected));
  }

  @ActRoute('withdraw', ['executor'], 'Отозвать направленное в комитет')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', id) accountId: string,
    @Body(none) _: z.output<typeof noBody>,
    @IfMatch() expected: number | null,
  ): Promise<AccountView> {
    return this.reader.view(actor, await this.withdrawing.execute(actor, accountId, expected));
  }

  @ActRoute('accept', ['committee'], 'Принять направленное в реестр (А, п. 2.4)')
  async accept(
    @CurrentActor() actor: Actor,
    @Param('id', id) accountId: string,
    @Body(none) _: z.output<typeof noBody>,
    @IfMatch() expected: number | null,
  ): Promise<AccountView> {
    return this.reader.view(actor, await this.decision.accept(actor, accountId, expected));
  }

  @ActRoute('send-back', ['committee'], 'Вернуть направленное с замечаниями (А, п. 2.4)')
  async sendBack(
    @CurrentActor() actor: Actor,
    @Param('id', id) accountId: string,
    @Body({ schema: sendBackBody }) { remarks }: z.output<typeof sendBackBody>,
    @IfMatch() expected: number | null,
  ): Promise<AccountView> {
    return this.reader.view(actor, await this.decision.sendBack(actor, accountId, remarks, expected));
  }

  @ActRoute('confirm-link', ['executor', 'committee'], 'Подтвердить ссылку на официальном сайте (А, п. 3.3); у удалённого — что её там больше нет')
  async confirmLink(
    @CurrentActor() actor: Actor,
    @Param('id', id) accountId: string,
    @Body({ schema: confirmLinkBody }) { pageUrl }: z.output<typeof confirmLinkBody>,
    @IfMatch() expected: number | null,
  ): Promise<AccountView> {
    return this.reader.view(actor, await this.link.execute(actor, accountId, pageUrl, expected));
  }

  @ActRoute('confirm-current', ['executor', 'committee'], 'Ответить, что сведения в реестре по-прежнему верны')
  async confirmCurrent(
    @CurrentActor() actor: Actor,
    @Param('id', id) accountId: string,
    @Body(none) _: z.output<typeof noBody>,
    @IfMatch() expected: number | null,
  ): Promise<AccountView> {
    return this.reader.view(actor, await this.current.execute(actor, accountId, expected));
  }
}
