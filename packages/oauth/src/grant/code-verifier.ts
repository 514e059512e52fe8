import { createHash } from 'node:crypto';

/** RFC 7636 section 4.1: 43 to 128 unreserved characters. */
const syntax = /^[A-Za-z0-9._~-]{43,128}$/;

/**
 * The S256 challenge of a code verifier (RFC 7636 section 4.2), base64url; `undefined` for a text that no
 * verifier can be.
 */
export function challengeOf(verifier: string): string | undefined {
  if (!syntax.test(verifier)) return undefined;
  return createHash('sha256').update(verifier).digest('base64url');
}
