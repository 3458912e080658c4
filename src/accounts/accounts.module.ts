import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsModule } from '../approvals/index.js';
import { ExecutorsModule } from '../executors/index.js';
import { RegulationModule } from '../regulation/index.js';
import { AccountActs } from './account-acts.js';
import { AccountFigures } from './account-figures.js';
import { AccountHistory } from './account-history.js';
import { AccountLink } from './account-link.entity.js';
import { AccountList } from './account-list.js';
import { AccountReader } from './account-reader.js';
import { Account, AccountEdition } from './account.entity.js';
import { AccountsController } from './accounts.controller.js';
import { AccountRefs } from './account-refs.js';
import { Accounts } from './accounts.js';
import { AskStale } from './ask-stale.js';
import { ConfirmCurrent } from './confirm-current.js';
import { ConfirmLink } from './confirm-link.js';
import { CorrectAccount } from './correct-account.js';
import { DecideProposal } from './decide-proposal.js';
import { Editions } from './editions.js';
import { EntryCheck } from './entry-check.js';
import { ExchangeController } from './exchange/exchange.controller.js';
import { ExportAccounts } from './exchange/export-accounts.js';
import { ImportAccounts } from './exchange/import-accounts.js';
import { FollowAuthorities } from './follow-authorities.js';
import { InventedAccounts } from './invented-accounts.js';
import { CheckLinks } from './links/check-links.js';
import { LinkSchedule } from './links/link-schedule.js';
import { LookAtPage } from './links/look-at-page.js';
import { ObserveAccount } from './observe-account.js';
import { AccountProposal } from './proposal.entity.js';
import { ProposalsController } from './proposals.controller.js';
import { Proposals } from './proposals.js';
import { ProposeChange } from './propose-change.js';
import { HomeLinks } from '../platform/home/index.js';
import { RegistryForms } from './registry/registry-forms.js';
import { RegistryRows } from './registry/registry-rows.js';
import { RegistryController } from './registry/registry.controller.js';
import { Registry } from './registry/registry.js';
import { RegistryRevision } from './registry/revision.entity.js';
import { ResubmitAccount } from './resubmit-account.js';
import { StrikeAccount } from './strike-account.js';
import { SubmitAccount } from './submit-account.js';
import { WithdrawProposal } from './withdraw-proposal.js';

/** Acts on entries of the registry, in the order of an entry's life. */
const acts = [
  SubmitAccount, ResubmitAccount, ProposeChange, WithdrawProposal, DecideProposal, CorrectAccount, StrikeAccount,
  ConfirmLink, ConfirmCurrent, ObserveAccount,
];

/** The registry of official accounts. */
@Module({
  imports: [
    ApprovalsModule, ExecutorsModule, RegulationModule,
    TypeOrmModule.forFeature([Account, AccountEdition, AccountProposal, AccountLink, RegistryRevision]),
  ],
  controllers: [ExchangeController, AccountsController, ProposalsController, RegistryController],
  providers: [
    ...acts, Accounts, AccountRefs, AccountActs, AccountReader, AccountList, AccountHistory, Editions, EntryCheck, Proposals,
    AccountFigures, ExportAccounts, ImportAccounts, Registry, RegistryRows, RegistryForms, FollowAuthorities, AskStale, LinkSchedule, LookAtPage, CheckLinks, InventedAccounts,
  ],
  exports: [AccountFigures, AccountRefs, Accounts, InventedAccounts, ObserveAccount],
})
export class AccountsModule {
  constructor(home: HomeLinks) {
    home.register({ href: '/registry', name: 'Реестр официальных аккаунтов', about: 'Открыт всем: страница, JSON и CSV, состояние на любой прошедший день' });
  }
}
