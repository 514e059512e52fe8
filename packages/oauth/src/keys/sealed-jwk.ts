import { hkdfSync } from 'node:crypto';
import { type KeyRing, PicardError, type RingKey } from '@picard-mcp/core';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { type PrivateJwk, privateJwk } from './signing-key.js';

/**
 * Encrypts a signing key with the ring's current key: an Encrypted JWK (RFC 7517 section 7), `dir` with
 * A256GCM, whose `kid` names the key of the ring.
 */
export async function sealJwk(jwk: PrivateJwk, ring: KeyRing): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(jwk)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: ring.current.id, cty: 'jwk+json' })
    .encrypt(wrappingKey(ring.current));
}

/**
 * @throws PicardError `internal` when the ring lacks the key that sealed this one (its cause names that
 *   key), or when the text was altered.
 */
export async function openJwk(sealed: string, ring: KeyRing): Promise<PrivateJwk> {
  const keyId = sealedBy(sealed);
  const ringKey = keyId === undefined ? undefined : ring.find(keyId);
  if (ringKey === undefined) {
    throw new PicardError('internal', 'A signing key cannot be opened.', {
      cause: new Error(`the encryption key ${JSON.stringify(keyId)} is not in the key ring`),
    });
  }
  try {
    const { plaintext } = await compactDecrypt(sealed, wrappingKey(ringKey), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return privateJwk.parse(JSON.parse(new TextDecoder().decode(plaintext)));
  } catch (cause) {
    throw new PicardError('internal', 'A signing key cannot be opened.', { cause });
  }
}

/** The id of the ring's key that sealed this text; `undefined` when it is no sealed key at all. */
export function sealedBy(sealed: string): string | undefined {
  try {
    return decodeProtectedHeader(sealed).kid;
  } catch {
    return undefined;
  }
}

/** A key of its own for this purpose, since the ring's keys also wrap the users' data keys. */
function wrappingKey(ringKey: RingKey): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', ringKey.key, '', 'picard signing keys', 32));
}
