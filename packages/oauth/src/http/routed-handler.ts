import { PicardError } from '@picard-mcp/core';
import { type Logger, toPicardError } from '@picard-mcp/core/ports';
import { type HttpHandler, restError, routeTable } from '@picard-mcp/http';
import { messageResponse } from '../pages/message-response.js';
import type { PageContext } from '../pages/page-context.js';
import { OAuthError } from './oauth-error.js';
import type { OAuthExchange } from './oauth-exchange.js';
import {
  oauthErrorResponse,
  refusalHeaders,
  refusalStatus,
  toOAuthError,
} from './oauth-response.js';
import { openApiOf } from './open-api.js';
import type { OAuthRouter } from './route.js';

/** A handler that also converts errors to responses, for adapters. */
export interface RoutedHandler extends HttpHandler {
  errorResponse(error: unknown): Response;
}

export interface RoutedHandlerOptions {
  /** With all its routes: those added later are not answered. */
  readonly router: OAuthRouter;
  /** Documents beside the router's routes. */
  readonly documents: readonly HttpHandler[];
  readonly issuer: string;
  readonly resourceMetadataUrl: string;
  readonly logger: Logger;
  readonly pageContext: Pick<PageContext, 'pages' | 'pageResponse'>;
}

/** Where clients of an earlier Picard look for the endpoints. */
const formerPrefix = '/api/oauth/';

const openHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'WWW-Authenticate, Retry-After, X-Request-Id',
} as const;

const preflightHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': 'Authorization, Content-Type, Accept, MCP-Protocol-Version',
  'access-control-max-age': '7200',
} as const;

/**
 * Joins routes and documents into one handler. Paths match exactly, also below `/api/oauth`. Every failure
 * gets the form that its path has: a page, an error of OAuth, or one of REST below `/api/`. Whatever a
 * route returns is not cached.
 */
export function routedHandler(options: RoutedHandlerOptions): RoutedHandler {
  const { router, documents, issuer, logger, resourceMetadataUrl, pageContext } = options;
  const { hono, pagePaths, openPaths } = router;
  const endpoints = routeTable(hono.routes);
  // What a route throws is answered below, in the form of its path.
  hono.onError((error) => {
    throw error;
  });

  function failure(thrown: unknown, path: string, requestId?: string): Response {
    const error = thrown instanceof OAuthError ? thrown : toPicardError(thrown);
    const fields = { err: error, request_id: requestId, path };
    if (error.code === 'internal' || error.code === 'server_error') {
      logger.error(fields, 'request failed');
    }
    if (error.code === 'unavailable') logger.warn(fields, 'request could not be served');
    if (pagePaths.has(path)) return failurePage(error, path);
    if (error instanceof PicardError && path.startsWith('/api/')) {
      return restError(error, { resourceMetadataUrl });
    }
    return oauthErrorResponse(error, { realm: issuer });
  }

  /** In a browser a 401 would ask for a password of HTTP's own. */
  function failurePage(error: OAuthError | PicardError, path: string): Response {
    try {
      const page = messageResponse(toOAuthError(error), pageContext);
      const status = refusalStatus(error);
      return withHeaders(page, refusalHeaders(error), status === 401 ? 400 : status);
    } catch (err) {
      logger.error({ err, path }, 'page failed');
      return oauthErrorResponse(err, { realm: issuer });
    }
  }

  async function answer(exchange: OAuthExchange): Promise<Response> {
    const { request, context, path } = exchange;
    const isOpen = openPaths.has(path);
    const methods = endpoints.methodsOf(path) ?? [];
    if (isOpen && request.method === 'OPTIONS' && methods.length > 0) {
      return new Response(null, { status: 204, headers: preflightHeaders });
    }
    try {
      if (!methods.includes(request.method)) throw notAnswered(methods);
      const response = await hono.fetch(request, exchange);
      return withHeaders(response, isOpen ? openHeaders : {});
    } catch (error) {
      return withHeaders(failure(error, path, context.requestId), isOpen ? openHeaders : {});
    }
  }

  return {
    handles(pathname) {
      const path = endpointPath(pathname);
      return (
        endpoints.methodsOf(path) !== undefined ||
        documents.some((document) => document.handles(path))
      );
    },
    routeOf(pathname) {
      const path = endpointPath(pathname);
      const document = documents.find((candidate) => candidate.handles(path));
      // Documents have a few fixed places.
      return document ? path : endpoints.templateOf(path);
    },
    async fetch(request, context = {}) {
      const url = new URL(request.url);
      const path = endpointPath(url.pathname);
      const document = documents.find((candidate) => candidate.handles(path));
      if (document) return document.fetch(request, context);
      const address = context.clientAddress;
      const response = await answer({ request, context, url, path, address });
      return request.method === 'HEAD' ? new Response(null, response) : response;
    },
    get openApi() {
      return openApiOf(router, documents);
    },
    errorResponse: (error) => failure(error, '/api/'),
  };
}

function endpointPath(pathname: string): string {
  if (!pathname.startsWith(formerPrefix)) return pathname;
  const path = pathname.slice(formerPrefix.length - 1);
  // What lies below `/api/` already has no second place.
  return path.startsWith('/api/') ? pathname : path;
}

function notAnswered(allowed: readonly string[]): PicardError {
  if (allowed.length === 0) {
    return new PicardError('not_found', 'There is no resource at this path.');
  }
  return new PicardError(
    'method_not_allowed',
    `Only ${allowed.join(', ')} are allowed for this path.`,
    {
      details: { allowed_methods: allowed },
    },
  );
}

/** The answer with further headers; a copy of it where its headers cannot be changed, or its status must be. */
function withHeaders(
  response: Response,
  added: Readonly<Record<string, string>>,
  status = response.status,
): Response {
  try {
    // A copy of a text would make a stream of it, which costs more than all the rest of an answer.
    if (status === response.status) return addHeaders(response, added);
  } catch {
    // The headers of a redirect are fixed.
  }
  const { body, headers } = response;
  return addHeaders(new Response(body, { status, headers }), added);
}

function addHeaders(response: Response, added: Readonly<Record<string, string>>): Response {
  const { headers } = response;
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  return response;
}
