import type { UserId } from '../../ids.js';
import type { Hold, IdempotencyStore, IdempotentCall } from '../../ports/idempotency-store.js';

export interface InMemoryIdempotentCalls extends IdempotencyStore {
  removeUser(ownerId: UserId): void;
}

export function idempotentCalls(): InMemoryIdempotentCalls {
  const all = new Map<string, IdempotentCall>();
  const keyOf = ({ ownerId, id }: Pick<IdempotentCall, 'ownerId' | 'id'>) => `${ownerId} ${id}`;

  /** Changes the call of an attempt that is under way. */
  function change(hold: Hold, fields: Partial<IdempotentCall>): boolean {
    const call = all.get(keyOf(hold));
    if (call?.holder !== hold.holder || call.sealedAnswer) return false;
    all.set(keyOf(hold), { ...call, ...structuredClone(fields) });
    return true;
  }

  return {
    async begin(call, now) {
      const known = all.get(keyOf(call));
      if (known && known.expiresAt > now) return { outcome: 'known', call: structuredClone(known) };
      all.set(keyOf(call), structuredClone({ ...call, sealedAnswer: undefined }));
      return { outcome: 'begun' };
    },
    async takeOver(hold, { from, now, until }) {
      const call = all.get(keyOf(hold));
      if (!call || call.heldUntil > now) return false;
      return change({ ...hold, holder: from }, { holder: hold.holder, heldUntil: until });
    },
    holdUntil: async (hold, heldUntil) => change(hold, { heldUntil }),
    finish: async (hold, sealedAnswer, expiresAt) => change(hold, { sealedAnswer, expiresAt }),
    forget: async (hold) => change(hold, {}) && all.delete(keyOf(hold)),
    async removeExpired(now, limit) {
      const expired = [...all].filter(([, { expiresAt }]) => expiresAt <= now).slice(0, limit);
      for (const [key] of expired) all.delete(key);
      return expired.length;
    },
    removeUser(ownerId) {
      for (const [key, call] of all) if (call.ownerId === ownerId) all.delete(key);
    },
  };
}
