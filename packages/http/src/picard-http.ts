import { randomUUID } from 'node:crypto';
import type { Picard } from '@picard-mcp/core';
import { observedRequest } from '@picard-mcp/core/operations';
import type { TokenVerifier } from '@picard-mcp/core/ports';
import manifest from '../package.json' with { type: 'json' };
import { type Authenticate, bearerAuthentication } from './authenticate.js';
import type { Exchange } from './exchange.js';
import { failureResponse } from './failure-response.js';
import type { HttpHandler } from './handler.js';
import { hostGuard } from './host-guard.js';
import type { McpHandler } from './mcp/handler.js';
import { mcpEndpoint } from './mcp-endpoint.js';
import { mcpPath } from './openapi/mcp-paths.js';
import { requestIdOf } from './request-id.js';
import { commonHeaders, withHeaders } from './response-headers.js';
import { createRouter } from './router.js';

export interface PicardHttpOptions {
  readonly picard: Picard;
  readonly verifier: TokenVerifier;
  /** Base URL under which clients reach Picard, mount prefix included, without a trailing slash. */
  readonly publicUrl: string;
  /** Where clients find the protected resource's metadata (RFC 9728); named in every challenge. */
  readonly resourceMetadataUrl?: string;
  /** Handles `/mcp`. Without it, the path does not exist. */
  readonly mcp?: McpHandler;
  /** Maximum size of a JSON body in bytes. Default 16 MiB: enough for a batch of the maximum number and length of memories. */
  readonly maxBodyBytes?: number;
  /**
   * Allowed host names, without port, in addition to that of `publicUrl` and loopback names.
   * Default: all, unless `publicUrl` is on loopback; then no others, against DNS rebinding.
   */
  readonly allowedHosts?: readonly string[];
  /** Further parts of the surface, such as the authorization server; asked in order. */
  readonly handlers?: readonly HttpHandler[];
}

/** Picard's HTTP surface over Request and Response, for an adapter to mount. */
export interface PicardHttp extends HttpHandler {
  readonly authenticate: Authenticate;
  /** Converts an error to a response. Internal errors are logged with the request's id. */
  errorResponse(error: unknown): Response;
  /** Ends what is still open, such as the streams of MCP. */
  close(): Promise<void>;
}

/** Joins REST, MCP and further handlers behind one host check, one log and one form of error. */
export function createPicardHttp(options: PicardHttpOptions): PicardHttp {
  const { picard, mcp, publicUrl, resourceMetadataUrl, handlers = [] } = options;
  const { maxBodyBytes = 16 * 1024 * 1024 } = options;
  const authenticate = bearerAuthentication(options.verifier);
  const guard = hostGuard(options);
  const failed = failureResponse({ logger: picard.logger, resourceMetadataUrl });
  const serveMcp = mcp && mcpEndpoint({ mcp, authenticate, guard, failed, maxBodyBytes });
  const router = createRouter({
    picard,
    authenticate,
    maxBodyBytes,
    publicUrl,
    handlers,
    hasMcp: mcp !== undefined,
    version: manifest.version,
  });

  const route = async (exchange: Exchange): Promise<Response> => {
    const { request, context, path, requestId } = exchange;
    // Not the router's: its refusals are JSON-RPC, and every microsecond is on the hot path.
    if (serveMcp && path === mcpPath) return serveMcp(exchange);
    if (!path.startsWith('/health')) guard.checkHost(request);
    const handler = handlers.find((candidate) => candidate.handles(path));
    return handler
      ? handler.fetch(request, { ...context, requestId })
      : router.fetch(request, exchange);
  };

  const templateOf = ({ path, context: { prefix = '' } }: Exchange): string | undefined => {
    if (serveMcp && path === mcpPath) return prefix + mcpPath;
    const handler = handlers.find((candidate) => candidate.handles(path));
    const template = handler ? handler.routeOf?.(path) : router.templateOf(path);
    return template === undefined ? undefined : prefix + template;
  };

  return {
    authenticate,
    handles: (path) =>
      (serveMcp !== undefined && path === mcpPath) ||
      router.methodsOf(path) !== undefined ||
      handlers.some((handler) => handler.handles(path)),
    async fetch(request, context = {}) {
      const requestId = requestIdOf(request.headers);
      const { pathname: path, protocol } = new URL(request.url);
      const exchange: Exchange = { request, context, requestId, path };
      const observed = {
        ...{ method: request.method, headers: request.headers, requestId },
        scheme: protocol.slice(0, -1),
        route: templateOf(exchange),
      };
      return observedRequest(observed, async () => {
        const response = await route(exchange).catch((error) => failed(error, exchange));
        return withHeaders(response, commonHeaders(exchange));
      });
    },
    errorResponse(error) {
      const exchange = { requestId: randomUUID() };
      return withHeaders(failed(error, exchange), commonHeaders(exchange));
    },
    close: async () => mcp?.close(),
  };
}
