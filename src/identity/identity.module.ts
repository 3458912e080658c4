import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SecretsModule } from '../platform/secrets/index.js';
import { AccessCheck } from './access.check.js';
import { AccessGuard } from './access.guard.js';
import { AuthController } from './auth.controller.js';
import { BeginTotp } from './begin-totp.js';
import { ChangePassword } from './change-password.js';
import { ChangeUser } from './change-user.js';
import { ConfirmTotp } from './confirm-totp.js';
import { CreateUser } from './create-user.js';
import { Credentials } from './credentials.js';
import { DisableTotp } from './disable-totp.js';
import { EndSession } from './end-session.js';
import { FirstAdministrator } from './first-administrator.js';
import { LogIn } from './log-in.js';
import { LoginCounter } from './login-counter.entity.js';
import { LoginThrottle } from './login-throttle.js';
import { MeController } from './me.controller.js';
import { Passwords } from './passwords.js';
import { PurgeSessions } from './purge-sessions.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { RevokeUserSessions } from './revoke-user-sessions.js';
import { SecondFactor } from './second-factor.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.js';
import { SignInPageController } from './sign-in-page.controller.js';
import { UnlockUser } from './unlock-user.js';
import { UserAccount } from './user-account.entity.js';
import { UserNames } from './user-names.js';
import { UserReader } from './user-reader.js';
import { UserRules } from './user-rules.js';
import { UsersController } from './users.controller.js';

/** Users, their sessions, and the guard that holds every route to its declared access. */
@Global()
@Module({
  imports: [
    DiscoveryModule, SecretsModule, TypeOrmModule.forFeature([UserAccount, Session, RecoveryCode, LoginCounter]),
  ],
  controllers: [AuthController, SignInPageController, MeController, UsersController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard }, AccessCheck,
    Sessions, Passwords, Credentials, SecondFactor, LoginThrottle, UserNames, UserReader, UserRules,
    LogIn, EndSession, ChangePassword, BeginTotp, ConfirmTotp, DisableTotp,
    CreateUser, ChangeUser, UnlockUser, RevokeUserSessions, FirstAdministrator, PurgeSessions,
  ],
  exports: [Sessions, CreateUser, ChangeUser, UserNames],
})
export class IdentityModule {}
