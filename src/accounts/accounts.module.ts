import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExecutorsModule } from '../executors/index.js';
import { AccountRecord } from './account-record.js';
import { Account } from './account.entity.js';
import { AccountsController } from './accounts.controller.js';
import { AccountRefs } from './account-refs.js';
import { Accounts } from './accounts.js';
import { ChangeAccount } from './change-account.js';
import { EndAccount } from './end-account.js';
import { InventedAccounts } from './invented-accounts.js';
import { RegisterAccount } from './register-account.js';

/** Official accounts of authorities: who can publish where. */
@Module({
  imports: [ExecutorsModule, TypeOrmModule.forFeature([Account])],
  controllers: [AccountsController],
  providers: [AccountRefs, Accounts, AccountRecord, RegisterAccount, ChangeAccount, EndAccount, InventedAccounts],
  exports: [AccountRefs, Accounts, InventedAccounts],
})
export class AccountsModule {}
