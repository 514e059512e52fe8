import { type PicardError, type Principal, scopes } from '@picard-mcp/core';
import { hasScope } from '@picard-mcp/core/operations';

export interface ChallengeOptions {
  /** RFC 9728: where clients learn which authorization server to ask. */
  readonly resourceMetadataUrl?: string | undefined;
  /** Whose rights did not suffice; then a challenge names the scopes held beside those needed. */
  readonly principal?: Principal | undefined;
}

/** `details.reason` of an `unauthenticated` error when the request brought no bearer token. */
export const missingToken = 'missing_token';

/**
 * The `WWW-Authenticate` of an `unauthenticated` or `insufficient_scope` error (RFC 6750 section 3). It has no error
 * code for a request that brought no token. For insufficient scopes it names those needed beside those held, so that a
 * client can ask its user for all of them at once and try again (MCP authorization, "Scope Challenge Handling").
 */
export function bearerChallenge(
  error: PicardError,
  { resourceMetadataUrl, principal }: ChallengeOptions,
): string {
  const isAboutScope = error.code === 'insufficient_scope';
  const parameters: Record<string, string | undefined> = {
    error: isAboutScope ? error.code : invalidToken(error),
    scope: isAboutScope
      ? scopesToAskFor(error, principal).join(' ')
      : 'memories:read memories:write',
    resource_metadata: resourceMetadataUrl,
    error_description: isAboutScope ? error.message : undefined,
  };
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${value}"`],
  );
  return `Bearer ${pairs.join(', ')}`;
}

function invalidToken({ details }: PicardError): string | undefined {
  return details?.reason === missingToken ? undefined : 'invalid_token';
}

function scopesToAskFor({ details }: PicardError, principal: Principal | undefined): string[] {
  const needed = details?.required_scopes;
  return scopes.filter(
    (scope) =>
      (Array.isArray(needed) && needed.includes(scope)) ||
      (principal && hasScope(principal, scope)),
  );
}
