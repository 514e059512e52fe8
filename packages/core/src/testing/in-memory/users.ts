import { PicardError } from '../../errors.js';
import type { UserId } from '../../ids.js';
import type { UserAccount, UserStore } from '../../ports/user-store.js';

export function users(): UserStore {
  const accounts = new Map<UserId, UserAccount>();
  return {
    async insert(user) {
      const taken = [...accounts.values()].some(
        (other) =>
          other.id === user.id ||
          isSameText(other.username, user.username) ||
          isSameText(other.email, user.email),
      );
      if (taken) throw new PicardError('conflict', 'This username or email address is taken.');
      accounts.set(user.id, structuredClone(user));
    },
    async findById(id) {
      return structuredClone(accounts.get(id));
    },
    async findByUsername(username) {
      return structuredClone(
        [...accounts.values()].find((account) => isSameText(account.username, username)),
      );
    },
  };
}

function isSameText(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
