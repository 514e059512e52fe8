import { PicardError } from '@picard-mcp/core';
import type { KeyRing } from '@picard-mcp/core/builtin';
import { decryptUnderRing, encryptUnderRing } from '../keys/ring-encryption.js';
import type { Sealer } from '../pages/page-context.js';

/**
 * Seals texts by encryption under the ring's current key, so that browsers carry what they can neither
 * read nor change. Every key of the ring opens: texts on their way survive a change of the current key.
 * Sealed texts consist of letters, digits, `-`, `_` and `.`.
 */
export function createSealer(ring: KeyRing): Sealer {
  const optionsOf = (purpose: string) => ({ ring, use: `sealed ${purpose}` });
  return {
    seal: (purpose, text) => encryptUnderRing(text, optionsOf(purpose)),
    async open(purpose, sealed) {
      try {
        return await decryptUnderRing(sealed, optionsOf(purpose));
      } catch (error) {
        // Whatever it is, it is nothing that this server sealed for that purpose.
        if (error instanceof PicardError) return undefined;
        throw error;
      }
    },
  };
}
