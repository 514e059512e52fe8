import { PicardError } from '../../errors.js';
import type { UserId } from '../../ids.js';
import type { UserAccount, UserStore } from '../../ports/user-store.js';

export interface InMemoryUsers extends UserStore {
  has(id: UserId): boolean;
  remove(id: UserId): void;
}

export function users(): InMemoryUsers {
  const accounts = new Map<UserId, UserAccount>();
  const assertEmailFree = ({ id, realm, email }: UserAccount): void => {
    const isTaken = [...accounts.values()].some(
      (other) =>
        other.id !== id &&
        realm === undefined &&
        other.realm === undefined &&
        isSameText(other.email, email),
    );
    if (isTaken) throw taken();
  };
  const found = (matches: (account: UserAccount) => boolean): UserAccount | undefined =>
    structuredClone([...accounts.values()].find(matches));

  return {
    async insert(user) {
      const isTaken = [...accounts.values()].some(
        (other) =>
          other.id === user.id ||
          (other.realm === user.realm && isSameText(other.username, user.username)),
      );
      if (isTaken) throw taken();
      assertEmailFree(user);
      accounts.set(user.id, structuredClone(user));
    },
    async insertIfAbsent(user) {
      const stored = found(
        ({ realm, username }) => realm === user.realm && isSameText(username, user.username),
      );
      if (stored) return stored;
      accounts.set(user.id, structuredClone(user));
      return structuredClone(user);
    },
    findById: async (id) => found((account) => account.id === id),
    findByUsername: async (name) =>
      found(({ realm, username }) => realm === undefined && isSameText(username, name)),
    findByEmail: async (address) =>
      found(({ realm, email }) => realm === undefined && isSameText(email, address)),
    findInRealm: async (place, name) =>
      found(({ realm, username }) => realm === place && isSameText(username, name)),
    async list({ text = '', after, limit }) {
      return [...accounts.values()]
        .filter(
          (account) =>
            [account.username, account.email].some((name) =>
              name.toLowerCase().includes(text.toLowerCase()),
            ) &&
            (after === undefined || byCreation(after, account) < 0),
        )
        .sort(byCreation)
        .slice(0, limit)
        .map((account) => structuredClone(account));
    },
    async update(id, changes) {
      const account = accounts.get(id);
      if (account === undefined) return undefined;
      const changed = { ...account, ...changes };
      assertEmailFree(changed);
      accounts.set(id, changed);
      return found((other) => other.id === id);
    },
    async replacePasswordHash(id, from, to) {
      const account = accounts.get(id);
      if (account === undefined || account.passwordHash !== from) return false;
      accounts.set(id, { ...account, passwordHash: to });
      return true;
    },
    has: (id) => accounts.has(id),
    remove: (id) => void accounts.delete(id),
  };
}

function taken(): PicardError {
  return new PicardError('conflict', 'This username or email address is taken.');
}

type Place = Pick<UserAccount, 'createdAt' | 'id'>;

function byCreation(a: Place, b: Place): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function isSameText(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
