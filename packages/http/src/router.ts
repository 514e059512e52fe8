import { OpenAPIHono } from '@hono/zod-openapi';
import { PicardError } from '@picard-mcp/core';
import type { DocumentOptions } from './openapi/document.js';
import type { Router } from './route.js';
import { addAccountRoutes } from './routes/account-routes.js';
import { activityPath, addActivityRoute } from './routes/activity-routes.js';
import { addDescriptionRoute } from './routes/description-route.js';
import { addDocsRoutes, swaggerUiFolder } from './routes/docs-routes.js';
import { addHealthRoutes } from './routes/health-routes.js';
import { addToolsRoute, type ToolsRouteOptions } from './routes/tools-route.js';
import { addTransferRoutes, transferPaths } from './routes/transfer-routes.js';

export type RouterOptions = ToolsRouteOptions & DocumentOptions;

/** Every route but `/mcp` and those of other handlers. It throws what goes wrong. */
export function createRouter(options: RouterOptions): Router {
  const router: Router = new OpenAPIHono();
  addToolsRoute(router, options);
  addTransferRoutes(router, options);
  addActivityRoute(router, options);
  addAccountRoutes(router, options);
  addHealthRoutes(router, options.picard);
  addDescriptionRoute(router, options);
  addDocsRoutes(router, swaggerUiFolder());
  router.notFound(({ req }) => {
    const methods = ['GET', 'POST', 'PATCH', 'DELETE'].filter(
      (method) => router.router.match(method, req.path)[0].length > 0,
    );
    if (methods.length === 0) {
      throw new PicardError('not_found', 'There is nothing at this address.');
    }
    if (methods.includes('GET')) methods.push('HEAD');
    throw new PicardError('method_not_allowed', `${req.method} is not for this address.`, {
      details: { allowed_methods: methods },
    });
  });
  router.onError((error) => {
    throw error;
  });
  return router;
}

const paths = new Set([
  '/api/tools',
  '/health',
  '/health/live',
  '/openapi.json',
  '/docs',
  '/api/users/me',
  '/api/users/me/export',
  activityPath,
  ...transferPaths,
]);

/** Whether a path is the router's, be it only to say that there is nothing. */
export function isRouted(path: string): boolean {
  return paths.has(path) || path.startsWith('/docs/') || path.startsWith('/api/tools/');
}

/** The template of a path that the router answers. */
export function routeOf(path: string): string | undefined {
  if (paths.has(path)) return path;
  return path.startsWith('/docs/') ? '/docs/{file}' : undefined;
}
