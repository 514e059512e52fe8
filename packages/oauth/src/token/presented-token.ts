import { PicardError, type Principal } from '@picard-mcp/core';
import type { TokenVerifier } from '@picard-mcp/core/ports';

/**
 * Whom an access token speaks for; `undefined` for every token that is not valid now, whatever the reason.
 *
 * @throws PicardError `unavailable` when nobody can say.
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
