/**
 * Every refusal of the OAuth endpoints has one of these codes: RFC 6749 sections 4.1.2.1 and 5.2, RFC 7591
 * section 3.2.2, RFC 8707 section 2. The status is that of an answer that is not a redirect.
 */
const statuses = {
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  unsupported_response_type: 400,
  invalid_scope: 400,
  invalid_target: 400,
  access_denied: 403,
  login_required: 400,
  consent_required: 400,
  request_not_supported: 400,
  request_uri_not_supported: 400,
  invalid_redirect_uri: 400,
  invalid_client_metadata: 400,
  server_error: 500,
  temporarily_unavailable: 503,
} as const;

export type OAuthErrorCode = keyof typeof statuses;

export interface OAuthErrorOptions {
  /** Seconds after which the caller may try again. Makes the status of `temporarily_unavailable` 429. */
  readonly retryAfter?: number;
  /** For the log alone. */
  readonly cause?: unknown;
}

/** A refusal in the words of OAuth. Its message is shown to the caller as `error_description`. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: OAuthErrorCode;
  readonly status: number;
  readonly retryAfter: number | undefined;

  constructor(code: OAuthErrorCode, message: string, options: OAuthErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAfter = options.retryAfter;
    this.status =
      code === 'temporarily_unavailable' && options.retryAfter !== undefined ? 429 : statuses[code];
  }
}
