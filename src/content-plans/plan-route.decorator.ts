import { applyDecorators, Delete, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { Access, type Role } from '../identity/index.js';
import { planView } from './content-plan.schemas.js';

const verbs = { post: Post, patch: Patch, delete: Delete };

/**
 * A route that acts on a plan: it answers with the plan as it stands then.
 * @param summary what it does, in Russian, with the clause.
 * @param status 201 where the act makes something new.
 */
export const PlanRoute = (verb: keyof typeof verbs, path: string, roles: readonly [Role, ...Role[]], summary: string, status: 200 | 201 = 200): MethodDecorator =>
  applyDecorators(verbs[verb](path), HttpCode(status), Access(...roles), ApiOperation({ summary }), ApiResponse({ status, standardSchema: planView }));

/** Who writes plans: an authority its own, the committee the Government's. */
export const WRITERS = ['executor', 'committee'] as const;
