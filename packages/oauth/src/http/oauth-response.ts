import { PicardError } from '@picard-mcp/core';
import { errorBody, statusOf } from '@picard-mcp/core/operations';
import { jsonResponse } from '@picard-mcp/http';
import { OAuthError } from './oauth-error.js';

/** A JSON response with `Cache-Control: no-store` (RFC 6749 section 5.1). */
export function oauthResponse(value: object, status = 200): Response {
  return jsonResponse(value, { status, headers: { pragma: 'no-cache' } });
}

export interface OAuthErrorResponseOptions {
  /** Parameters of the `WWW-Authenticate` challenge. */
  readonly realm: string;
}

/**
 * A refusal in the form of RFC 6749 section 5.2. Its status is 400, but for 401 `invalid_client`, 405 with
 * `Allow`, 413, 415, 429 and 503 with `Retry-After`, and 500.
 */
export function oauthErrorResponse(
  thrown: unknown,
  { realm }: OAuthErrorResponseOptions,
): Response {
  const error = toOAuthError(thrown);
  const headers: Record<string, string> = { pragma: 'no-cache', ...refusalHeaders(thrown) };
  if (error.code === 'invalid_client') headers['www-authenticate'] = `Basic realm="${realm}"`;
  const body = { error: error.code, error_description: describable(error.message) };
  return jsonResponse(body, { status: refusalStatus(thrown), headers });
}

/** Anything thrown in the words of OAuth. What only the operator may know becomes `server_error`. */
export function toOAuthError(thrown: unknown): OAuthError {
  if (thrown instanceof OAuthError) return thrown;
  if (!(thrown instanceof PicardError)) {
    return new OAuthError('server_error', 'Internal server error. It has been logged.', {
      cause: thrown,
    });
  }
  const { code, retryAfter } = thrown;
  const { message } = errorBody(thrown);
  if (code === 'rate_limited') {
    return new OAuthError('temporarily_unavailable', message, { retryAfter: retryAfter ?? 1 });
  }
  if (code === 'unavailable') {
    return new OAuthError('temporarily_unavailable', message, { cause: thrown });
  }
  if (statusOf(code) >= 500) return new OAuthError('server_error', message, { cause: thrown });
  return new OAuthError('invalid_request', message, { cause: thrown });
}

/** HTTP-level errors, which keep their status in every body format. */
const httpRefusals: readonly string[] = [
  'not_found',
  'method_not_allowed',
  'payload_too_large',
  'unsupported_media_type',
];

/** The status of an answer that is not a redirect. */
export function refusalStatus(thrown: unknown): number {
  if (thrown instanceof PicardError && httpRefusals.includes(thrown.code)) {
    return statusOf(thrown.code);
  }
  return toOAuthError(thrown).status;
}

/** What a refusal says beside its body: when to come again, and by which methods. */
export function refusalHeaders(thrown: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  if (!(thrown instanceof PicardError || thrown instanceof OAuthError)) return headers;
  if (thrown.retryAfter !== undefined) {
    headers['retry-after'] = String(Math.ceil(thrown.retryAfter));
  }
  const methods = thrown instanceof PicardError ? thrown.details?.allowed_methods : undefined;
  if (Array.isArray(methods)) headers.allow = methods.join(', ');
  return headers;
}

/** A description holds printable ASCII alone, neither `"` nor `\` (RFC 6749 section 5.2). */
export function describable(message: string): string {
  return message.replaceAll('"', "'").replaceAll(/[^ -[\]-~]/gu, '?');
}
