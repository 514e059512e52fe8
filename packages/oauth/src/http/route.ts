import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { OAuthExchange } from './oauth-exchange.js';

/** Hono's router; `c.env` is the exchange. */
export type OAuthRouter = OpenAPIHono<{ readonly Bindings: OAuthExchange }>;

/** Answers a request. What it throws becomes an answer in the form that its path has. */
export type Endpoint = (
  exchange: OAuthExchange,
  /** What the braces of the path stand for. */
  parameters: Readonly<Record<string, string>>,
) => Response | Promise<Response>;

export function createRouter(): OAuthRouter {
  return new OpenAPIHono<{ readonly Bindings: OAuthExchange }>({
    // A server's path is relative to its mount, and `/api/oauth/token` is `/token`.
    getPath: (_, options) => (options?.env as OAuthExchange | undefined)?.path ?? '/',
  });
}

/**
 * Adds an endpoint with its description, for `/openapi.json`, beside it. Input is checked by the
 * endpoint: OAuth has its own errors.
 */
export function addRoute(router: OAuthRouter, route: RouteConfig, endpoint: Endpoint): void {
  router.openAPIRegistry.registerPath(route);
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  router.on(route.method.toUpperCase(), path, (c) => endpoint(c.env, c.req.param()));
}

/** The same for a page: people open it in a browser, and it is not in `/openapi.json`. */
export function addPage(
  router: OAuthRouter,
  method: 'GET' | 'POST',
  path: string,
  endpoint: Endpoint,
): void {
  router.on(method, path, (c) => endpoint(c.env, c.req.param()));
}
