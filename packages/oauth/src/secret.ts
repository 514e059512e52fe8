import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret of 256 random bits, base64url: a code, a refresh token, a client's secret, a session. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The stored form of a secret: its SHA-256, base64url. Sufficient for random secrets. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether the secret is the one that was hashed, after the same work also without a hash. */
export function matchesSecret(secret: string, hash: string | undefined): boolean {
  const expected = Buffer.from(hash ?? hashOfNothing, 'base64url');
  const given = createHash('sha256').update(secret).digest();
  return expected.length === given.length && timingSafeEqual(expected, given) && hash !== undefined;
}

const hashOfNothing = hashSecret('');
