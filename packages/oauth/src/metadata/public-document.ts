import { errorBody, PicardError, statusOf, toPicardError } from '@picard-mcp/core';
import type { HttpHandler } from '@picard-mcp/core/http';

export interface PublicDocumentOptions {
  readonly paths: readonly string[];
  readonly mediaType: string;
  readonly document: () => Promise<object> | object;
}

const maxAgeSeconds = 300;
const allowed = 'GET, HEAD, OPTIONS';

/** A JSON document that anyone may read, from any origin, and keep for five minutes. */
export function publicDocument(options: PublicDocumentOptions): HttpHandler {
  const { paths, mediaType, document } = options;
  return {
    handles: (pathname) => paths.includes(pathname),
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
          throw new PicardError('method_not_allowed', `Only ${allowed} are answered here.`);
        }
        const body = JSON.stringify(await document());
        headers.set('content-type', mediaType);
        headers.set('cache-control', `public, max-age=${maxAgeSeconds}`);
        return new Response(request.method === 'HEAD' ? null : body, { headers });
      } catch (cause) {
        const error = toPicardError(cause);
        headers.set('content-type', 'application/json');
        headers.set('cache-control', 'no-store');
        const body = JSON.stringify({ status: 'error', error: errorBody(error) });
        return new Response(body, { status: statusOf(error.code), headers });
      }
    },
  };
}
