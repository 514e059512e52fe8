import type { UserId } from '../../ids.js';
import type { DataKeyStore, WrappedDataKey } from '../../ports/data-key-store.js';

export function inMemoryDataKeyStore(): DataKeyStore {
  const keys = new Map<UserId, WrappedDataKey>();
  const same = (a: WrappedDataKey, b: WrappedDataKey) =>
    a.keyId === b.keyId && Buffer.compare(a.wrapped, b.wrapped) === 0;

  return {
    find: async (ownerIds) => ownerIds.flatMap((ownerId) => keys.get(ownerId) ?? []),
    async insertIfAbsent(key) {
      const stored = keys.get(key.ownerId) ?? key;
      keys.set(key.ownerId, stored);
      return stored;
    },
    listOutdated: async ({ currentKeyId, after, limit }) =>
      [...keys.values()]
        .filter(({ ownerId, keyId }) => keyId !== currentKeyId && (!after || ownerId > after))
        .toSorted((a, b) => (a.ownerId < b.ownerId ? -1 : 1))
        .slice(0, limit),
    async replace(from, to) {
      const stored = keys.get(from.ownerId);
      if (!stored || !same(stored, from)) return false;
      keys.set(from.ownerId, to);
      return true;
    },
    async remove(ownerId) {
      keys.delete(ownerId);
    },
  };
}
