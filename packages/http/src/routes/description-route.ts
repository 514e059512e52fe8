import type { RouteConfig } from '@hono/zod-openapi';
import { type CachedFile, cachedFile, cachedResponse } from '../cached-response.js';
import { type DocumentOptions, openApiDocument } from '../openapi/document.js';
import { addRoute, type Router } from '../route.js';

const description: RouteConfig = {
  method: 'get',
  path: '/openapi.json',
  tags: ['Description'],
  summary: 'Get this document as OpenAPI 3.1',
  responses: {
    200: {
      description: 'The document.',
      content: { 'application/json': { schema: { type: 'object' } } },
    },
  },
};

/** Made at the first request, because it costs more than a server's start should. */
export function addDescriptionRoute(router: Router, options: DocumentOptions): void {
  let file: CachedFile | undefined;
  addRoute(router, description, ({ request }) => {
    file ??= cachedFile(JSON.stringify(openApiDocument(router, options)), {
      'content-type': 'application/json; charset=utf-8',
    });
    return cachedResponse(request, file);
  });
}
