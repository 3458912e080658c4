import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS, type AccessRule } from './access.decorator.js';

/** A route and who may call it; null where nobody has said. */
export interface RouteAccess {
  /** Class and method, e.g. `UsersController.add`. */
  handler: string;
  method: string;
  path: string;
  access: AccessRule | null;
}

/**
 * Stops the boot when a route does not declare its access: what nobody has thought about is not left open,
 * nor shut by chance.
 */
@Injectable()
export class AccessCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws Error naming every route without an access rule. */
  onModuleInit(): void {
    const undeclared = this.routes().filter(({ access }) => access === null);
    if (undeclared.length === 0) return;
    throw new Error(`Routes without declared access: ${undeclared.map(({ handler }) => handler).join(', ')}`);
  }

  /** Every route of the application's controllers. */
  routes(): RouteAccess[] {
    const routes: RouteAccess[] = [];
    for (const { metatype } of this.discovery.getControllers()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as Record<string, object>;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        const path = handler && (Reflect.getMetadata(PATH_METADATA, handler) as string | undefined);
        if (!handler || path === undefined) continue;
        routes.push({
          handler: `${metatype.name}.${name}`,
          method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod],
          path: joined(Reflect.getMetadata(PATH_METADATA, metatype) as string, path),
          access: (Reflect.getMetadata(ACCESS, handler) as AccessRule | undefined) ?? null,
        });
      }
    }
    return routes;
  }
}

const joined = (...parts: string[]): string => parts.join('/').replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, '');
