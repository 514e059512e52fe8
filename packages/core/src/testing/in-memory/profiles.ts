import type { UserId } from '../../ids.js';
import type { ProfileStore, StoredProfile } from '../../ports/profile-store.js';
import type { UserStore } from '../../ports/user-store.js';
import { byCodePoint } from './order.js';

export interface InMemoryProfiles extends ProfileStore {
  remove(userId: UserId): void;
}

export function profiles(users: Pick<UserStore, 'findById' | 'list'>): InMemoryProfiles {
  const all = new Map<UserId, StoredProfile>();
  return {
    find: async (userId) => structuredClone(all.get(userId)),
    async put(profile, expectedUpdatedAt) {
      const stored = all.get(profile.userId);
      if (stored?.updatedAt.getTime() !== expectedUpdatedAt?.getTime()) return false;
      all.set(profile.userId, structuredClone(profile));
      return true;
    },
    async findDiscoverable({ viewerId, username, isPrefix, limit }) {
      const viewer = await users.findById(viewerId);
      if (!viewer) return [];
      const wanted = username.toLowerCase();
      const accounts = await users.list({ text: username, limit: Number.MAX_SAFE_INTEGER });
      return accounts
        .filter(({ realm, isActive }) => isActive && realm === viewer.realm)
        .filter(({ username: name }) =>
          isPrefix ? name.toLowerCase().startsWith(wanted) : name.toLowerCase() === wanted,
        )
        .flatMap((account) => {
          const profile = all.get(account.id);
          if (!profile?.discoverable) return [];
          return [{ username: account.username, profile: structuredClone(profile) }];
        })
        .sort(
          (left, right) =>
            byCodePoint(left.username.toLowerCase(), right.username.toLowerCase()) ||
            byCodePoint(left.profile.userId, right.profile.userId),
        )
        .slice(0, limit);
    },
    remove: (userId) => void all.delete(userId),
  };
}
