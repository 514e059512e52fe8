import type { OAuthError } from '../http/oauth-error.js';
import { describable } from '../http/oauth-response.js';
import { pageRedirect } from '../pages/page-response.js';
import type { AuthorizationRequest } from './authorization-request.js';

/** Who an authorization response goes to. */
export type ResponseTarget = Pick<AuthorizationRequest, 'redirectUri' | 'state'>;

/** The authorization response with a code (RFC 6749 section 4.1.2, RFC 9207 section 2). */
export function redirectWithCode(code: string, target: ResponseTarget, issuer: string): Response {
  return pageRedirect(withQuery(target.redirectUri, { code, state: target.state, iss: issuer }));
}

/** The authorization response that says why there is no code (RFC 6749 section 4.1.2.1). */
export function redirectWithError(
  error: OAuthError,
  target: ResponseTarget,
  issuer: string,
): Response {
  const description = describable(error.message);
  return pageRedirect(
    withQuery(target.redirectUri, {
      ...{ error: error.code, error_description: description },
      ...{ state: target.state, iss: issuer },
    }),
  );
}

/**
 * The redirect URI, character by character, with parameters after those that it has (RFC 6749 section
 * 3.1.2). Spaces become `%20`, which every way of reading a query understands.
 */
function withQuery(uri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const query = Object.entries(parameters)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
    )
    .join('&');
  const joint = !uri.includes('?') ? '?' : /[?&]$/.test(uri) ? '' : '&';
  return `${uri}${joint}${query}`;
}
