import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Metadata under which a route declares who may call it; the guard that reads it stands on users and roles. */
export const ACCESS = Symbol('access');

/** Declares a route for everybody, signed in or not. */
export const Public = (): MethodDecorator => applyDecorators(SetMetadata(ACCESS, 'public'), ApiExtension('x-public', true));

/** Cookie that carries a session's token in a browser. */
export const SESSION_COOKIE = 'otklik_session';
