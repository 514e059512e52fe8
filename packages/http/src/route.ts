import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { Exchange } from './exchange.js';

/** Hono's router; `c.env` is the exchange. */
export type Router = OpenAPIHono<{ readonly Bindings: Exchange }>;

export type RouteHandler = (exchange: Exchange) => Response | Promise<Response>;

/**
 * Adds a route with its description, for `/openapi.json`, beside it. Bodies are checked by the handler
 * and not by Hono, whose validator would read them whole, whatever their size, and a second time when a
 * host's parser has read them.
 */
export function addRoute(router: Router, route: RouteConfig, handler: RouteHandler): void {
  router.openAPIRegistry.registerPath(route);
  router.on(route.method.toUpperCase(), route.path, ({ env }) => handler(env));
}
