import type { SigningKeyStorage, StoredSigningKey } from '../../keys/signing-key-storage.js';

/** Signing keys in this process's memory. */
export function signingKeysInMemory(keys = new Map<number, StoredSigningKey>()): SigningKeyStorage {
  return {
    list: async () => structuredClone([...keys.values()]),
    async create(key) {
      if (keys.has(key.number)) return false;
      keys.set(key.number, structuredClone(key));
      return true;
    },
    async replace(key) {
      if (keys.has(key.number)) keys.set(key.number, structuredClone(key));
    },
    async remove(number) {
      keys.delete(number);
    },
  };
}
