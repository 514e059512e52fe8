import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { keyFor, type SealingKeys } from './key-ring.js';

/** Encrypts what must not be readable in the database or in a page. */
export interface Sealer {
  /** `purpose` says what the text is and whose; it opens for the same purpose alone. */
  seal(text: string, purpose: string): Promise<string>;
  /** Answers nothing for what was changed, was sealed for another purpose, or with a key that is gone. */
  open(sealed: string, purpose: string): Promise<string | undefined>;
}

/** Seals as JWE (RFC 7516), AES-256-GCM with the current key of the ring. */
export function createSealer(keys: SealingKeys): Sealer {
  const [current] = keys;
  if (current === undefined) throw new TypeError('a key ring has at least one key');
  const encryption = (key: Uint8Array) => keyFor(key, 'sealing');
  return {
    seal: (text, purpose) =>
      new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: current.id, sub: purpose })
        .encrypt(encryption(current.key)),
    async open(sealed, purpose) {
      try {
        const { kid, sub } = decodeProtectedHeader(sealed);
        const found = keys.find(({ id }) => id === kid);
        if (found === undefined || sub !== purpose) return undefined;
        const { plaintext } = await compactDecrypt(sealed, encryption(found.key), {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        return new TextDecoder().decode(plaintext);
      } catch {
        // Whoever sends rubbish learns nothing of what is wrong with it.
        return undefined;
      }
    },
  };
}
