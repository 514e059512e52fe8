import type { HttpHandler, OpenApiPart } from '@picard-mcp/http';
import type { OAuthRouter } from './route.js';

/** What a router's routes and the documents beside it add to `/openapi.json`. */
export function openApiOf(router: OAuthRouter, documents: readonly HttpHandler[]): OpenApiPart {
  const described = router.hono.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Picard', version: '1' },
  });
  const { paths, components, tags } = described as Partial<OpenApiPart>;
  const parts = documents.flatMap(({ openApi }) => openApi ?? []);
  return {
    paths: Object.assign({}, ...parts.map((part) => part.paths), paths),
    components,
    tags: [...parts.flatMap((part) => part.tags ?? []), ...(tags ?? [])],
  };
}
