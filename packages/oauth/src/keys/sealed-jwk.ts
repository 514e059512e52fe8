import { PicardError } from '@picard-mcp/core';
import type { KeyRing } from '@picard-mcp/core/builtin';
import { decryptUnderRing, encryptionKeyId, encryptUnderRing } from './ring-encryption.js';
import { type PrivateJwk, privateJwk } from './signing-key.js';

const use = 'signing keys';

/**
 * Encrypts a signing key with the ring's current key: an Encrypted JWK (RFC 7517 section 7), `dir` with
 * A256GCM, whose `kid` names the key of the ring.
 */
export async function sealJwk(jwk: PrivateJwk, ring: KeyRing): Promise<string> {
  return encryptUnderRing(JSON.stringify(jwk), { ring, use, contentType: 'jwk+json' });
}

/**
 * @throws PicardError `internal` when the ring lacks the key that sealed this one (its cause names that
 *   key), or when the text was altered.
 */
export async function openJwk(sealed: string, ring: KeyRing): Promise<PrivateJwk> {
  try {
    return privateJwk.parse(JSON.parse(await decryptUnderRing(sealed, { ring, use })));
  } catch (error) {
    // What matters to the operator lies underneath: which key is missing, or that the text was altered.
    const cause = error instanceof PicardError ? error.cause : error;
    throw new PicardError('internal', 'A signing key cannot be opened.', { cause });
  }
}

/** The id of the ring's key that sealed this text; `undefined` when it is no sealed key at all. */
export const sealedBy = encryptionKeyId;
