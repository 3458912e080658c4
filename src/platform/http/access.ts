import { SetMetadata } from '@nestjs/common';

/** Metadata under which a route declares who may call it; the guard that reads it stands on users and roles. */
export const ACCESS = Symbol('access');

/** Declares a route for everybody, signed in or not. */
export const Public = (): MethodDecorator => SetMetadata(ACCESS, 'public');
