import { type ErrorCode, type PicardError, type Principal, scopes } from '@picard-mcp/core';
import { errorBody, hasScope, statusOf } from '@picard-mcp/core/operations';
import { jsonResponse } from './json-response.js';

export interface ErrorResponseOptions {
  /** RFC 9728: where clients learn which authorization server to ask. */
  readonly resourceMetadataUrl?: string;
  /** Whose rights did not suffice; then a challenge names the scopes held beside those needed. */
  readonly principal?: Principal;
}

/** An error in the words of REST. */
export function restError(error: PicardError, options: ErrorResponseOptions): Response {
  return jsonResponse(
    { status: 'error', error: errorBody(error) },
    { status: statusOf(error.code), headers: errorHeaders(error, options) },
  );
}

/** An error of an MCP exchange that never came as far as a JSON-RPC message with an id. */
export function jsonRpcError(error: PicardError, options: ErrorResponseOptions): Response {
  const { code, message, details } = errorBody(error);
  return jsonResponse(
    {
      jsonrpc: '2.0',
      id: null,
      error: { code: jsonRpcCodes[code] ?? serverError, message, data: { code, details } },
    },
    { status: statusOf(error.code), headers: errorHeaders(error, options) },
  );
}

/** The range that JSON-RPC 2.0 section 5.1 leaves to implementations. */
const serverError = -32_000;
const jsonRpcCodes: Partial<Record<ErrorCode, number>> = {
  invalid_input: -32_700,
  internal: -32_603,
};

function errorHeaders(error: PicardError, options: ErrorResponseOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  if (error.retryAfter !== undefined) headers['retry-after'] = String(Math.ceil(error.retryAfter));
  if (error.code === 'unauthenticated' || error.code === 'insufficient_scope') {
    headers['www-authenticate'] = challenge(error, options);
  }
  const methods = error.details?.allowed_methods;
  if (error.code === 'method_not_allowed' && Array.isArray(methods)) {
    headers.allow = methods.join(', ');
  }
  return headers;
}

/** RFC 6750 section 3: no error code for a request that brought no token at all. */
function challenge(
  error: PicardError,
  { resourceMetadataUrl, principal }: ErrorResponseOptions,
): string {
  const parameters: Record<string, string> = {};
  if (error.code === 'insufficient_scope') {
    parameters.error = 'insufficient_scope';
    parameters.scope = scopesToAskFor(error, principal).join(' ');
  } else {
    if (error.details?.reason !== missingToken) parameters.error = 'invalid_token';
    parameters.scope = 'memories:read memories:write';
  }
  if (resourceMetadataUrl !== undefined) parameters.resource_metadata = resourceMetadataUrl;
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`);
  return `Bearer ${pairs.join(', ')}`;
}

/** `details.reason` of an `unauthenticated` error when the request brought no bearer token. */
export const missingToken = 'missing_token';

function scopesToAskFor({ details }: PicardError, principal: Principal | undefined): string[] {
  const needed = details?.required_scopes;
  return scopes.filter(
    (scope) =>
      (Array.isArray(needed) && needed.includes(scope)) ||
      (principal && hasScope(principal, scope)),
  );
}
