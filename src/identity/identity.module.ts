import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { LoginCounter } from './login-counter.entity.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.js';
import { UserAccount } from './user-account.entity.js';

/** Users, their sessions, and the guard that holds every route to its declared access. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([UserAccount, Session, RecoveryCode, LoginCounter])],
  providers: [{ provide: APP_GUARD, useClass: AccessGuard }, Sessions],
  exports: [Sessions],
})
export class IdentityModule {}
