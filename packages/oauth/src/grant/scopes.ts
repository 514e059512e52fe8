import { type Scope, scopes } from '@picard-mcp/core';
import { OAuthError } from '../http/oauth-error.js';

/**
 * The scopes that come of a request: those asked for that `allowed` holds or contains (write contains
 * read), in their usual order; the `fallback` when none were asked for (RFC 6749 section 3.3). Others are left out, since clients in the
 * field ask for scopes of other systems too.
 *
 * @throws OAuthError `invalid_scope` when nothing is left.
 */
export function grantableScopes(
  asked: string | undefined,
  allowed: readonly Scope[],
  fallback: readonly Scope[],
): readonly Scope[] {
  const names = asked?.split(' ').filter(Boolean) ?? [];
  const wanted: readonly string[] = names.length === 0 ? fallback : names;
  const strongest = Math.max(...allowed.map((scope) => scopes.indexOf(scope)));
  const granted = scopes.filter((scope, rank) => wanted.includes(scope) && rank <= strongest);
  if (granted.length === 0) {
    throw new OAuthError(
      'invalid_scope',
      `None of these scopes can be granted to this client. It may ask for: ${allowed.join(' ')}.`,
    );
  }
  return granted;
}
