import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CONFIG, type Config } from '../platform/config/index.js';
import { DomainError } from '../platform/errors/index.js';
import { ACCESS, type AccessRule, type ActingRequest } from './access.decorator.js';
import { hasRole } from './actor.js';
import { BEFORE_PASSWORD_CHANGE } from './before-password-change.decorator.js';
import { refuseCrossSite } from './request-origin.js';
import { carriedToken } from './session-cookie.js';
import { Sessions } from './sessions.js';

/** Finds who acts and holds every route to the access it declares. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS, context.getHandler());
    const carried = carriedToken(request);
    const session = carried && (await this.sessions.find(carried.token));
    if (carried && session) {
      if (carried.by === 'cookie') refuseCrossSite(request, this.config);
      await this.sessions.touch(session);
      const { userId, roles, authorityId } = session;
      request.actor = { userId, roles, authorityId, channel: carried.by === 'cookie' ? 'portal' : 'api' };
      request.sessionId = session.id;
    }
    if (rule === 'public') return true;
    if (!session || !request.actor) throw new DomainError('auth.required');
    const open = this.reflector.get<boolean | undefined>(BEFORE_PASSWORD_CHANGE, context.getHandler());
    if (session.mustChangePassword && !open) throw new DomainError('auth.password-change-required');
    // A route without a rule stops the boot; should one be reached all the same, it is closed.
    const allowed = rule !== undefined && (rule === 'signed-in' || hasRole(request.actor, ...rule));
    if (!allowed) throw new DomainError('auth.forbidden');
    return true;
  }
}
