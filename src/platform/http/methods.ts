import type { FastifyInstance, RouteOptions } from 'fastify';

/** Patterns of all routes with their methods, for the answer to a wrong method. */
class KnownRoutes {
  private readonly methods = new Map<string, Set<string>>();
  private matchers: { pattern: RegExp; methods: Set<string> }[] = [];

  add({ url, method }: Pick<RouteOptions, 'url' | 'method'>): void {
    const known = this.methods.get(url) ?? new Set<string>();
        for (const name of [method].flat()) known.add(name);
        if (!this.methods.has(url)) this.matchers.push({ pattern: toPattern(url), methods: known });
        this.methods.set(url, known);
  }

  /** Methods of every route that the path fits, in order; none for an unknown path. */
    of(path: string): string[] {
        const found = this.matchers.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]);
        return [...new Set(found)].sort();
  }
}

const toPattern = (url: string): RegExp =>
    new RegExp(`^${url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))).join('/')}/?$`);

const byServer = new WeakMap<object, KnownRoutes>();

/** Remembers every route from now on. */
export function rememberRoutes(fastify: FastifyInstance): void {
  const routes = new KnownRoutes();
  byServer.set(fastify.server, routes);
    fastify.addHook('onRoute', (route) => routes.add(route));
}

/** Methods the path of `url` can be asked with. */
export const methodsOf = (fastify: FastifyInstance, url: string): string[] => byServer.get(fastify.server)?.of(url.split('?')[0] ?? url) ?? [];
