import { PicardError, type Principal } from '@picard-mcp/core';
import type { TokenVerifier } from '@picard-mcp/core/ports';

/**
 * Returns the principal of an access token, or `undefined` for a token that is not valid now, for any reason.
 *
 * @throws PicardError `unavailable` if this cannot be determined.
 */
export async function verifyOrNothing(
  verifier: TokenVerifier,
  token: string,
): Promise<Principal | undefined> {
  try {
    return await verifier.verify(token);
  } catch (error) {
    if (error instanceof PicardError && error.code === 'unauthenticated') return undefined;
    throw error;
  }
}

/** Whether it can only be an access token: no refresh token has dots. */
export function isAccessToken(token: string): boolean {
  return token.includes('.');
}
