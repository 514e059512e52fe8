import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { RouteConfig } from '@hono/zod-openapi';
import { PicardError } from '@picard-mcp/core';
import { type CachedFile, cachedFile, cachedResponse } from '../cached-response.js';
import { addRoute, type Router } from '../route.js';

/** References are relative, so that the page works under every mount prefix. */
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Picard API</title>
    <link rel="icon" type="image/png" href="docs/favicon-32x32.png">
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <noscript>This page needs JavaScript. <a href="openapi.json">The description itself</a> does not.</noscript>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/initializer.js"></script>
  </body>
</html>
`;

/** A file of its own, because the policy below allows no inline script. */
const initializer = `SwaggerUIBundle({
  url: new URL('../openapi.json', document.currentScript.src).href,
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
`;

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': pagePolicy,
  'referrer-policy': 'no-referrer',
};

/** Every file there is: a name that is not here leads to no file at all. */
const types: Readonly<Record<string, string>> = {
  'initializer.js': 'text/javascript; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** What `/docs` says where Swagger UI is not installed. */
const absentPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Picard API</title>
  </head>
  <body>
    <p>Swagger UI is not installed on this server. The API is described in <a href="openapi.json">openapi.json</a>.</p>
  </body>
</html>
`;

const docs: RouteConfig = {
  method: 'get',
  path: '/docs',
  tags: ['Description'],
  summary: 'API documentation (Swagger UI)',
  responses: {
    200: {
      description: 'A page with Swagger UI.',
      content: { 'text/html': { schema: { type: 'string' } } },
    },
  },
};

/**
 * Swagger UI out of the local files in `folder`. Without one, `/docs` is a 404 that leads to the description itself.
 */
export function addDocsRoutes(router: Router, folder: string | undefined): void {
  const index = cachedFile(page, pageHeaders);
  const files = new Map<string, CachedFile>();

  addRoute(router, docs, ({ request }) =>
    folder === undefined
      ? new Response(absentPage, { status: 404, headers: pageHeaders })
      : cachedResponse(request, index),
  );
  router.get('/docs/', () => new Response(null, { status: 308, headers: { location: '../docs' } }));
  router.get('/docs/:file', async ({ env: { request }, req }) => {
    const name = req.param('file');
    const file = files.get(name) ?? (await loadFile(folder, name));
    files.set(name, file);
    return cachedResponse(request, file);
  });
}

/**
 * Returns the path of Swagger UI's files in the optional `@fastify/swagger-ui`, or `undefined` if it is not installed. Only its
 * files are used, because Swagger's own `swagger-ui-dist` reports each installation to a third party.
 */
export function swaggerUiFolder(): string | undefined {
  const { resolve } = createRequire(import.meta.url);
  try {
    return join(dirname(resolve('@fastify/swagger-ui/package.json')), 'static');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
      return undefined;
    }
    throw error;
  }
}

async function loadFile(folder: string | undefined, name: string): Promise<CachedFile> {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (type === undefined || folder === undefined) {
    throw new PicardError('not_found', 'There is no resource at this path.');
  }
  const content =
    name === 'initializer.js' ? initializer : new Uint8Array(await readFile(join(folder, name)));
  return cachedFile(content, { 'content-type': type });
}
