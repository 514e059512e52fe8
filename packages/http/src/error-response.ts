import type { ErrorCode, PicardError } from '@picard-mcp/core';
import { errorBody, statusOf } from '@picard-mcp/core/operations';
import { bearerChallenge, type ChallengeOptions } from './bearer-challenge.js';
import { jsonResponse } from './json-response.js';

/** An error in the words of REST. */
export function restError(error: PicardError, options: ChallengeOptions): Response {
  return jsonResponse(
    { status: 'error', error: errorBody(error) },
    { status: statusOf(error.code), headers: errorHeaders(error, options) },
  );
}

/** An error of an MCP exchange that never came as far as a JSON-RPC message with an id. */
export function jsonRpcError(error: PicardError, options: ChallengeOptions): Response {
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

function errorHeaders(error: PicardError, options: ChallengeOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  if (error.retryAfter !== undefined) headers['retry-after'] = String(Math.ceil(error.retryAfter));
  if (error.code === 'unauthenticated' || error.code === 'insufficient_scope') {
    headers['www-authenticate'] = bearerChallenge(error, options);
  }
  const methods = error.details?.allowed_methods;
  if (error.code === 'method_not_allowed' && Array.isArray(methods)) {
    headers.allow = methods.join(', ');
  }
  return headers;
}
