import { PicardError } from '@picard-mcp/core';
import type { Authenticate } from './authenticate.js';
import { jsonRpcError } from './error-response.js';
import { type Exchange, originOf } from './exchange.js';
import type { FailureResponse } from './failure-response.js';
import type { HostGuard } from './host-guard.js';
import { readJson } from './json-body.js';
import type { McpHandler } from './mcp/handler.js';
import { withHeaders } from './response-headers.js';

export interface McpEndpointOptions {
  readonly mcp: McpHandler;
  readonly authenticate: Authenticate;
  readonly guard: HostGuard;
  readonly failed: FailureResponse;
  readonly maxBodyBytes: number;
}

/** MCP behind a bearer token, and behind CORS for clients that run in web pages. */
export function mcpEndpoint(options: McpEndpointOptions) {
  return async (exchange: Exchange): Promise<Response> => {
    const response = await serve(exchange, options).catch((error) =>
      options.failed(error, exchange, jsonRpcError),
    );
    const isFromPage = exchange.request.headers.has('origin');
    return withHeaders(response, isFromPage ? { ...ownHeaders, ...corsHeaders } : ownHeaders);
  };
}

/** Reads the JSON body here, so that it is read once and within the limits. */
async function serve(exchange: Exchange, options: McpEndpointOptions): Promise<Response> {
  const { mcp, authenticate, guard, maxBodyBytes } = options;
  const { request } = exchange;
  guard.checkHost(request);
  guard.checkOrigin(request);
  if (!methods.includes(request.method)) {
    throw new PicardError('method_not_allowed', `${request.method} is not allowed for this path.`, {
      details: { allowed_methods: methods },
    });
  }
  if (request.method === 'OPTIONS') {
    return new Response(null, { status: 204, headers: preflightHeaders });
  }
  const principal = await authenticate(request.headers);
  exchange.principal = principal;
  const caller = { principal, origin: originOf(exchange) };
  if (request.method !== 'POST') return mcp.fetch(request, caller);
  return mcp.fetch(request, { ...caller, message: await readJson(exchange, maxBodyBytes) });
}

const ownHeaders = { 'cache-control': 'no-store' } as const;

/** Without credentials: a page has only the token that it was given, never a cookie. */
const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version, X-Request-Id',
} as const;

const methods: readonly string[] = ['POST', 'GET', 'DELETE', 'OPTIONS'];

const preflightHeaders = {
  'access-control-allow-methods': methods.join(', '),
  'access-control-allow-headers':
    'Authorization, Content-Type, Accept, Mcp-Session-Id, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Last-Event-ID',
  'access-control-max-age': '7200',
} as const;
