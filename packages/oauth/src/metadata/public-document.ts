import { PicardError } from '@picard-mcp/core';
import { errorBody, statusOf } from '@picard-mcp/core/operations';
import { toPicardError } from '@picard-mcp/core/ports';
import type { HttpHandler, OpenApiPart } from '@picard-mcp/http';

export interface PublicDocumentOptions {
  /** Where it is answered and described. */
  readonly paths: readonly string[];
  /** Where it is answered too. */
  readonly otherPaths?: readonly string[];
  readonly mediaType: string;
  readonly document: () => Promise<object> | object;
  /** For `/openapi.json`. */
  readonly description: PublicDocumentDescription;
}

export interface PublicDocumentDescription {
  readonly summary: string;
  /** Members that are always there. */
  readonly required: readonly string[];
  readonly example: object;
}

const maxAgeSeconds = 300;
const allowed = 'GET, HEAD, OPTIONS';

/** A public JSON document, readable from any origin and cacheable for five minutes. */
export function publicDocument(options: PublicDocumentOptions): HttpHandler {
  const { paths, otherPaths = [], mediaType, document } = options;
  const answered = new Set([...paths, ...otherPaths]);
  return {
    handles: (pathname) => answered.has(pathname),
    async fetch(request) {
      const headers = new Headers({
        'access-control-allow-origin': '*',
        'x-content-type-options': 'nosniff',
      });
      try {
        if (request.method === 'OPTIONS') {
          headers.set('access-control-allow-methods', allowed);
          headers.set('access-control-allow-headers', '*');
          headers.set('access-control-max-age', '86400');
          return new Response(null, { status: 204, headers });
        }
        if (request.method !== 'GET' && request.method !== 'HEAD') {
          headers.set('allow', allowed);
          throw new PicardError('method_not_allowed', `Only ${allowed} are allowed for this path.`);
        }
        const body = JSON.stringify(await document());
        headers.set('content-type', mediaType);
        headers.set('cache-control', `public, max-age=${maxAgeSeconds}`);
        return new Response(request.method === 'HEAD' ? null : body, { headers });
      } catch (cause) {
        const error = toPicardError(cause);
        headers.set('content-type', 'application/json');
        headers.set('cache-control', 'no-store');
        if (error.retryAfter !== undefined) headers.set('retry-after', `${error.retryAfter}`);
        const body = JSON.stringify({ status: 'error', error: errorBody(error) });
        return new Response(body, { status: statusOf(error.code), headers });
      }
    },
    openApi: describe(options),
  };
}

const tag = { name: 'Discovery', description: 'Metadata for automatic client configuration.' };

function describe({ paths, mediaType, description }: PublicDocumentOptions): OpenApiPart {
  const { summary, required, example } = description;
  const content = { [mediaType]: { schema: { type: 'object', required }, example } };
  const get = {
    tags: [tag.name],
    summary,
    responses: { 200: { description: 'The document.', content } },
  };
  return { paths: Object.fromEntries(paths.map((path) => [path, { get }])), tags: [tag] };
}
