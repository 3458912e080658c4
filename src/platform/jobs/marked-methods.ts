import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** Finds the provider methods that carry a decorator of {@link DiscoveryService.createDecorator}. */
@Injectable()
export class MarkedMethods {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Every marked method with its mark, bound to its provider. */
  find<M, F extends (...parameters: never[]) => Promise<unknown>>(
    decorator: ReturnType<typeof DiscoveryService.createDecorator<M>>,
  ): { mark: M; call: F }[] {
    const found: { mark: M; call: F }[] = [];
    for (const wrapper of this.discovery.getProviders()) {
      const instance = wrapper.instance as Record<string, F> | undefined;
      if (!instance || typeof instance !== 'object') continue;
      for (const method of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance))) {
        const mark = this.discovery.getMetadataByDecorator(decorator, wrapper, method) as M | undefined;
        if (mark !== undefined) found.push({ mark, call: (instance[method] as F).bind(instance) as F });
      }
    }
    return found;
  }
}
