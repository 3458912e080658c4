import { SetMetadata } from '@nestjs/common';

export const BEFORE_PASSWORD_CHANGE = Symbol('before-password-change');

/** Declares a route that works although the password, given out by an administrator, must first be changed. */
export const BeforePasswordChange = (): MethodDecorator => SetMetadata(BEFORE_PASSWORD_CHANGE, true);
