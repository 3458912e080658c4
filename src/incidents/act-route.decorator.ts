import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { Access, type Role } from '../identity/index.js';
import { incidentView } from './incidents.schemas.js';

/**
 * A route that acts on an incident or a part of it: it answers with the incident as it stands then.
 * @param summary what it does, in Russian, with the clause.
 * @param status 201 where the act makes something new.
 */
export const ActRoute = (path: string, role: Role, summary: string, status: 200 | 201 = 200): MethodDecorator =>
  applyDecorators(Post(path), HttpCode(status), Access(role), ApiOperation({ summary }), ApiResponse({ status, standardSchema: incidentView }));
