import type { UserId } from '../../ids.js';
import type { ErasureStore } from '../../ports/erasure-store.js';

interface Erasure {
  readonly userId: UserId;
  readonly begunAt: Date;
  readonly finishedAt: Date | undefined;
}

/** `removeUser` removes everything that the parts of the store hold about a user. */
export function erasures(removeUser: (userId: UserId) => Promise<void>): ErasureStore {
  const all = new Map<UserId, Erasure>();
  return {
    async begin(userId, at) {
      if (!all.has(userId)) all.set(userId, { userId, begunAt: at, finishedAt: undefined });
    },
    async removeUser(userId, at) {
      await removeUser(userId);
      const erasure = all.get(userId) ?? { userId, begunAt: at, finishedAt: undefined };
      all.set(userId, { ...erasure, finishedAt: erasure.finishedAt ?? at });
    },
    async listOpen({ since, limit }) {
      return [...all.values()]
        .filter(({ finishedAt }) => finishedAt === undefined || finishedAt > since)
        .sort((left, right) => left.begunAt.getTime() - right.begunAt.getTime())
        .slice(0, limit)
        .map(({ userId, finishedAt }) => ({ userId, isFinished: finishedAt !== undefined }));
    },
  };
}
