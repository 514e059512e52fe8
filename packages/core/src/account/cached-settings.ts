import { LRUCache } from 'lru-cache';
import type { UserId } from '../ids.js';
import type { Clock } from '../ports/clock.js';
import type { ProfileStore } from '../ports/profile-store.js';
import { type Settings, settingsOf } from './settings.js';

/** The lifetime of a cache entry: a change on another instance takes effect here after this time. */
const heldMs = 1_000;
const maxHeld = 10_000;

interface Held {
  readonly settings: Promise<Settings>;
  readonly since: number;
}

export interface CachedSettings {
  /**
   * Returns settings that are at most one second old, and never older than the last `forget`. Concurrent calls
   * share one read.
   */
  of(userId: UserId): Promise<Settings>;
  forget(userId: UserId): void;
}

/** Settings, read at most once per second for each user. */
export function cachedSettings(profiles: Pick<ProfileStore, 'find'>, clock: Clock): CachedSettings {
  const held = new LRUCache<UserId, Held>({ max: maxHeld });
  return {
    of(userId) {
      const now = clock.now().getTime();
      const known = held.get(userId);
      const age = known ? now - known.since : -1;
      if (known && age >= 0 && age < heldMs) return known.settings;
      const settings = profiles.find(userId).then(settingsOf);
      held.set(userId, { settings, since: now });
      // A failure is not cached: only the calls that share this read receive it.
      settings.catch(() => {
        if (held.get(userId)?.settings === settings) held.delete(userId);
      });
      return settings;
    },
    forget: (userId) => void held.delete(userId),
  };
}
