import { PicardError } from '../../errors.js';
import type { UserId } from '../../ids.js';
import type { UserAccount, UserStore } from '../../ports/user-store.js';

export function inMemoryUserStore(): UserStore {
  const users = new Map<UserId, UserAccount>();
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

  return {
    async insert(user) {
      for (const other of users.values()) {
        const taken = same(other.username, user.username) || same(other.email, user.email);
        if (taken || other.id === user.id) {
          throw new PicardError('conflict', 'The username or email is taken.');
        }
      }
      users.set(user.id, user);
    },
    findById: async (id) => users.get(id),
    findByUsername: async (username) =>
      [...users.values()].find((user) => same(user.username, username)),
  };
}
