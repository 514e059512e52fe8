import { OpenAPIHono } from '@hono/zod-openapi';
import { PicardError } from '@picard-mcp/core';
import type { Exchange } from './exchange.js';
import type { DocumentOptions } from './openapi/document.js';
import type { Router } from './route.js';
import { type RouteTable, routeTable } from './route-table.js';
import { addAccountRoutes } from './routes/account-routes.js';
import { addActivityRoute } from './routes/activity-routes.js';
import { addDescriptionRoute } from './routes/description-route.js';
import { addDocsRoutes, swaggerUiFolder } from './routes/docs-routes.js';
import { addHealthRoutes } from './routes/health-routes.js';
import { addToolsRoute, type ToolsRouteOptions } from './routes/tools-route.js';
import { addTransferRoutes } from './routes/transfer-routes.js';

export type RouterOptions = ToolsRouteOptions & DocumentOptions;

/** The routes of this package, and what their table says of a path. */
export interface RoutedPaths extends RouteTable {
  /** Handles a request. Throws on failure. */
  fetch(request: Request, exchange: Exchange): Promise<Response>;
}

/** Every route but `/mcp` and those of other handlers. */
export function createRouter(options: RouterOptions): RoutedPaths {
  const router: Router = new OpenAPIHono();
  addToolsRoute(router, options);
  addTransferRoutes(router, options);
  addActivityRoute(router, options);
  addAccountRoutes(router, options);
  addHealthRoutes(router, options.picard);
  addDescriptionRoute(router, options);
  addDocsRoutes(router, swaggerUiFolder());
  const table = routeTable(router.routes);
  router.notFound(({ req }) => {
    const methods = table.methodsOf(req.path);
    if (!methods) throw new PicardError('not_found', 'There is no resource at this path.');
    throw new PicardError('method_not_allowed', `${req.method} is not allowed for this path.`, {
      details: { allowed_methods: methods },
    });
  });
  router.onError((error) => {
    throw error;
  });
  return { ...table, fetch: async (request, exchange) => router.fetch(request, exchange) };
}
