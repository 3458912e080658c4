import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { Access, type Role } from '../identity/index.js';
import { accountView } from './account.schemas.js';

/**
 * A route that acts on an entry of the registry: it answers with the entry as it stands then.
 * @param summary what it does, in Russian, with the clause.
 */
export const ActRoute = (path: string, roles: [Role, ...Role[]], summary: string, status: 200 | 201 = 200): MethodDecorator =>
  applyDecorators(Post(path), HttpCode(status), Access(...roles), ApiOperation({ summary }), ApiResponse({ status, standardSchema: accountView }));
