import { hkdfSync } from 'node:crypto';
import { PicardError } from '@picard-mcp/core';
import type { KeyRing, RingKey } from '@picard-mcp/core/builtin';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';

export interface RingEncryptionOptions {
  readonly ring: KeyRing;
  /** What the text is for. Each use has keys of its own: what was encrypted for one opens for no other. */
  readonly use: string;
}

/**
 * Encrypts a text with the ring's current key: a JWE (RFC 7516 section 7.1), `dir` with A256GCM, whose
 * `kid` names the key of the ring. Changing a single character makes it unreadable.
 */
export async function encryptUnderRing(
  text: string,
  { ring, use, contentType }: RingEncryptionOptions & { readonly contentType?: string },
): Promise<string> {
  const { current } = ring;
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({
      ...{ alg: 'dir', enc: 'A256GCM', kid: current.id },
      ...(contentType === undefined ? {} : { cty: contentType }),
    })
    .encrypt(keyFor(use, current));
}

/**
 * What was encrypted for this use under any key of the ring.
 *
 * @throws PicardError `internal` when the ring lacks the key (its cause names it), or the text was altered,
 *   meant for another use, or no JWE at all.
 */
export async function decryptUnderRing(
  encrypted: string,
  { ring, use }: RingEncryptionOptions,
): Promise<string> {
  const keyId = encryptionKeyId(encrypted);
  const ringKey = keyId === undefined ? undefined : ring.find(keyId);
  if (ringKey === undefined) {
    throw unreadable(
      use,
      new Error(`the encryption key ${JSON.stringify(keyId)} is not in the key ring`),
    );
  }
  try {
    const { plaintext } = await compactDecrypt(encrypted, keyFor(use, ringKey), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return new TextDecoder().decode(plaintext);
  } catch (cause) {
    throw unreadable(use, cause);
  }
}

/** The id of the ring's key that encrypted this text; `undefined` when it is no such text at all. */
export function encryptionKeyId(encrypted: string): string | undefined {
  try {
    return decodeProtectedHeader(encrypted).kid;
  } catch {
    return undefined;
  }
}

/** A key of its own for each use, since the ring's keys also wrap the users' data keys. */
function keyFor(use: string, ringKey: RingKey): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', ringKey.key, '', `picard ${use}`, 32));
}

function unreadable(use: string, cause: unknown): PicardError {
  return new PicardError('internal', `What was encrypted for "${use}" cannot be opened.`, {
    cause,
  });
}
