import { PicardError } from '../../errors.js';
import type { UserId } from '../../ids.js';
import type { DataKeyStore, WrappedDataKey } from '../../ports/data-key-store.js';
import { byCodePoint } from './order.js';

export function dataKeys(): DataKeyStore {
  const keys = new Map<UserId, WrappedDataKey>();
  const destroyed = new Set<UserId>();
  return {
    async find(ownerIds) {
      return [...new Set(ownerIds)].flatMap((id) => copies(keys.get(id)));
    },
    async insertIfAbsent(key) {
      if (destroyed.has(key.ownerId)) {
        throw new PicardError('not_found', 'This user has been erased.');
      }
      const stored = keys.get(key.ownerId) ?? structuredClone(key);
      keys.set(key.ownerId, stored);
      return structuredClone(stored);
    },
    async listOutdated({ currentKeyId, after, limit }) {
      return [...keys.values()]
        .filter(({ keyId, ownerId }) => keyId !== currentKeyId && ownerId > (after ?? ''))
        .sort((left, right) => byCodePoint(left.ownerId, right.ownerId))
        .slice(0, limit)
        .flatMap(copies);
    },
    async replace(from, to) {
      const stored = keys.get(from.ownerId);
      if (!stored || !isSame(stored, from)) return false;
      keys.set(from.ownerId, structuredClone({ ...to, ownerId: from.ownerId }));
      return true;
    },
    async remove(ownerId) {
      keys.delete(ownerId);
    },
    async destroy(ownerId) {
      keys.delete(ownerId);
      destroyed.add(ownerId);
    },
  };
}

function copies(key: WrappedDataKey | undefined): WrappedDataKey[] {
  return key ? [structuredClone(key)] : [];
}

function isSame(left: WrappedDataKey, right: WrappedDataKey): boolean {
  return left.keyId === right.keyId && Buffer.compare(left.wrapped, right.wrapped) === 0;
}
