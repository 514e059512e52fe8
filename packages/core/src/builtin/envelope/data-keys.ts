import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { PicardError } from '../../errors.js';
import type { UserId } from '../../ids.js';
import type { Clock } from '../../ports/clock.js';
import type { DataKeyStore, WrappedDataKey } from '../../ports/data-key-store.js';
import type { Logger } from '../../ports/logger.js';
import type { KeyRing } from '../key-ring.js';
import { newWrappedKey, unwrapKey } from './wrapped-key.js';

/**
 * The time that an unwrapped key is cached before the store is read again. When another instance erases a
 * user, this instance can still read that user's texts for at most this long.
 */
export const dataKeyLifeMs = 60_000;
const maxKeysHeld = 10_000;

export interface DataKeys {
  /** The key of each owner; one who has none yet gets a new one. */
  obtain(ownerIds: Iterable<UserId>): Promise<ReadonlyMap<UserId, KeyObject>>;
  /** The key of each owner. @throws PicardError `internal` when one has none. */
  require(ownerIds: Iterable<UserId>): Promise<ReadonlyMap<UserId, KeyObject>>;
  /** Immediately drops the cached keys of the owners for whom `matches` returns true. */
  forgetWhere(matches: (ownerId: UserId) => boolean): void;
}

interface HeldKey {
  readonly key: KeyObject;
  readonly since: number;
}

/** The owners' data keys, unwrapped, with those used lately held in memory. */
export function heldDataKeys(options: {
  readonly ring: KeyRing;
  readonly store: DataKeyStore;
  readonly clock: Clock;
  readonly logger: Logger;
}): DataKeys {
  const { ring, store, clock, logger } = options;
  const held = new LRUCache<UserId, HeldKey>({ max: maxKeysHeld });
  const outdatedSeen = new Set<string>();
  let forgotten = 0;

  function unwrapped(wrapped: WrappedDataKey): KeyObject {
    if (wrapped.keyId !== ring.current.id && !outdatedSeen.has(wrapped.keyId)) {
      outdatedSeen.add(wrapped.keyId);
      logger.warn(
        { key_id: wrapped.keyId, current_key_id: ring.current.id },
        'some data keys are still wrapped by an older key: rotate the keys before it leaves the ring',
      );
    }
    return unwrapKey(ring, wrapped);
  }

  function fresh(ownerId: UserId, now: number): KeyObject | undefined {
    const entry = held.get(ownerId);
    if (entry === undefined) return undefined;
    const age = now - entry.since;
    // A clock that was set back must not lengthen a key's life.
    return age >= 0 && age < dataKeyLifeMs ? entry.key : undefined;
  }

  async function keysOf(
    ownerIds: Iterable<UserId>,
    whenAbsent: (ownerId: UserId) => Promise<WrappedDataKey>,
  ): Promise<ReadonlyMap<UserId, KeyObject>> {
    const now = clock.now().getTime();
    const forgottenBefore = forgotten;
    const keys = new Map<UserId, KeyObject>();
    const missing = new Set<UserId>();
    for (const ownerId of ownerIds) {
      if (keys.has(ownerId) || missing.has(ownerId)) continue;
      const key = fresh(ownerId, now);
      if (key) keys.set(ownerId, key);
      else missing.add(ownerId);
    }
    if (missing.size === 0) return keys;

    const stored = new Map(
      (await store.find([...missing])).map((wrapped) => [wrapped.ownerId, wrapped]),
    );
    const load = async (ownerId: UserId): Promise<void> => {
      const key = unwrapped(stored.get(ownerId) ?? (await whenAbsent(ownerId)));
      keys.set(ownerId, key);
      // What was read before a `forget` may have been destroyed since.
      if (forgotten === forgottenBefore) held.set(ownerId, { key, since: now });
    };
    await Promise.all([...missing].map(load));
    return keys;
  }

  return {
    obtain: (ownerIds) =>
      keysOf(ownerIds, (ownerId) => store.insertIfAbsent(newWrappedKey(ring, ownerId))),
    require: (ownerIds) =>
      keysOf(ownerIds, async (ownerId) => {
        throw new PicardError('internal', 'a data key is missing', {
          cause: new Error(`user ${ownerId} has no data key: it was erased, or never stored`),
        });
      }),
    forgetWhere(matches) {
      forgotten += 1;
      for (const ownerId of [...held.keys()]) if (matches(ownerId)) held.delete(ownerId);
    },
  };
}
