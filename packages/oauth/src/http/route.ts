import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { OAuthExchange } from './oauth-exchange.js';

/** Hono's router with what Picard says of its paths; `c.env` is the exchange. */
export interface OAuthRouter {
  readonly hono: OpenAPIHono<{ readonly Bindings: OAuthExchange }>;
  /** Paths of pages, where a failure is a page too. */
  readonly pagePaths: Set<string>;
  /** Paths that a page of another origin may call: never with cookies. */
  readonly openPaths: Set<string>;
}

/** Handles a request. Thrown errors become responses in the format of its path. */
export type Endpoint = (
  exchange: OAuthExchange,
  /** The values of the parameters in braces in the path. */
  parameters: Readonly<Record<string, string>>,
) => Response | Promise<Response>;

export function createRouter(): OAuthRouter {
  const hono = new OpenAPIHono<{ readonly Bindings: OAuthExchange }>({
    // A server's path is relative to its mount, and `/api/oauth/token` is `/token`.
    getPath: (_, options) => (options?.env as OAuthExchange | undefined)?.path ?? '/',
  });
  return { hono, pagePaths: new Set(), openPaths: new Set() };
}

/**
 * Adds an endpoint with its description, for `/openapi.json`, beside it. Input is checked by the
 * endpoint: OAuth has its own errors.
 */
export function addRoute(router: OAuthRouter, route: RouteConfig, endpoint: Endpoint): void {
  router.hono.openAPIRegistry.registerPath(route);
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  router.hono.on(route.method.toUpperCase(), path, (c) => endpoint(c.env, c.req.param()));
}

/** The same for an endpoint that pages of other origins may call. */
export function addOpenRoute(router: OAuthRouter, route: RouteConfig, endpoint: Endpoint): void {
  router.openPaths.add(route.path);
  addRoute(router, route, endpoint);
}

/** The same for a page: people open it in a browser, and it is not in `/openapi.json`. */
export function addPage(
  router: OAuthRouter,
  method: 'GET' | 'POST',
  path: string,
  endpoint: Endpoint,
): void {
  router.pagePaths.add(path);
  router.hono.on(method, path, (c) => endpoint(c.env, c.req.param()));
}
