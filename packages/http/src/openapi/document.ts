import type { HttpHandler } from '../handler.js';
import type { Router } from '../route.js';
import { errorResponses, errorSchema } from './error-responses.js';
import { mcpPaths } from './mcp-paths.js';
import { toolSchemas } from './tool-schemas.js';

export interface DocumentOptions {
  readonly publicUrl: string;
  /** Version of the API's description. */
  readonly version: string;
  readonly hasMcp: boolean;
  readonly handlers: readonly HttpHandler[];
}

/** The OpenAPI 3.1 description of the whole surface: the router's routes, `/mcp`, and the handlers' parts. */
export function openApiDocument(router: Router, options: DocumentOptions): object {
  const own = router.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Picard',
      version: options.version,
      description: 'A memory service for LLM applications.',
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' },
    },
    servers: [{ url: options.publicUrl }],
  });
  const parts = options.handlers.flatMap(({ openApi }) => (openApi ? [openApi] : []));
  const components = [ownComponents(), ...parts.map((part) => part.components ?? {})];
  return {
    ...own,
    tags: distinct([...ownTags, ...parts.flatMap((part) => part.tags ?? [])]),
    paths: Object.assign(
      {},
      own.paths,
      options.hasMcp ? mcpPaths : {},
      ...parts.map((part) => part.paths),
    ),
    components: mergeComponents(components),
  };
}

/** OpenAPI 3.1: names of tags are unique. */
function distinct<Tag extends { readonly name: string }>(tags: readonly Tag[]): Tag[] {
  return [...new Map(tags.map((tag) => [tag.name, tag])).values()];
}

const ownTags = [
  { name: 'Tools', description: 'The operations on memories over plain HTTP.' },
  { name: 'MCP', description: 'The same operations for MCP clients.' },
  { name: 'Health', description: 'Health checks for monitoring.' },
  { name: 'Description', description: 'This document.' },
];

function ownComponents() {
  return {
    schemas: { Error: errorSchema, ...toolSchemas() },
    responses: errorResponses(),
    securitySchemes: {
      bearer: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'An access token. Scopes: `memories:read`, `memories:write`, `memories:admin`; each includes the previous ones.',
      },
    },
  };
}

function mergeComponents(
  parts: readonly Readonly<Record<string, Readonly<Record<string, object>>>>[],
): Record<string, Record<string, object>> {
  const merged: Record<string, Record<string, object>> = {};
  for (const part of parts) {
    for (const [kind, components] of Object.entries(part)) {
      merged[kind] = { ...merged[kind], ...components };
    }
  }
  return merged;
}
