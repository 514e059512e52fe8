import { PicardError, type Principal, type Scope } from '@picard-mcp/core';
import { requireScope } from '@picard-mcp/core/operations';
import type { TokenVerifier } from '@picard-mcp/core/ports';
import { missingToken } from './bearer-challenge.js';

/**
 * Who calls, by the `Authorization` header alone (RFC 6750 section 2.1): never by a query or a form.
 * Given `scopes`, the caller must hold each of them.
 *
 * @throws PicardError `unauthenticated`; `insufficient_scope`.
 */
export type Authenticate = (
  authorization: string | Headers | undefined,
  ...scopes: readonly Scope[]
) => Promise<Principal>;

export function bearerAuthentication(verifier: TokenVerifier): Authenticate {
  return async (authorization, ...scopes) => {
    const header =
      authorization instanceof Headers ? authorization.get('authorization') : authorization;
    const principal = await verifier.verify(bearerToken(header ?? ''));
    requireScope(principal, ...scopes);
    return principal;
  };
}

function bearerToken(header: string): string {
  const [scheme, token, ...rest] = header.trim().split(/ +/);
  if (scheme?.toLowerCase() !== 'bearer') {
    throw new PicardError(
      'unauthenticated',
      'This requires a bearer token in the Authorization header.',
      {
        details: { reason: missingToken },
      },
    );
  }
  if (!token || rest.length > 0 || !/^[\w.~+/-]+=*$/.test(token)) {
    throw new PicardError('unauthenticated', 'The bearer token is malformed.');
  }
  return token;
}
