import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ACCESS, Public } from '../platform/http/index.js';
import type { Actor, Role } from './actor.js';

export { ACCESS, Public };

/** Who may call a route: anybody, anybody signed in, or the roles named. */
export type AccessRule = 'public' | 'signed-in' | readonly Role[];

/** Declares the roles that may call a route. A route that declares nothing stops the boot. */
export const Access = (...allowed: [Role, ...Role[]]): MethodDecorator =>
  applyDecorators(SetMetadata(ACCESS, allowed), ApiExtension('x-roles', allowed));

/** Declares a route for everybody who is signed in. */
export const SignedIn = (): MethodDecorator => SetMetadata(ACCESS, 'signed-in' satisfies AccessRule);

/** The request as the guard leaves it: with the actor and the session behind it. */
export type ActingRequest = FastifyRequest & { actor?: Actor; sessionId?: string };

/** The actor of the request, in a route that is not public. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActingRequest>();
  if (!actor) throw new Error('CurrentActor in a public route');
  return actor;
});
