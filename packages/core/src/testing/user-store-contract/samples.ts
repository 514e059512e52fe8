import { newId } from '../../ids.js';
import type { RealmAccount, UserAccount } from '../../ports/user-store.js';

/** So many milliseconds after a fixed time; before it if negative. */
export function at(offsetMs: number): Date {
  return new Date(Date.UTC(2030, 0, 1, 12, 34, 56, 789) + offsetMs);
}

/** The local account `ada`, but for what is given. */
export function account(fields: Partial<UserAccount> = {}): UserAccount {
  return {
    id: newId(),
    realm: undefined,
    username: 'ada',
    email: 'ada@example.org',
    passwordHash: undefined,
    isSuperuser: false,
    isActive: true,
    createdAt: at(0),
    ...fields,
  };
}

/** The user `ada` of a realm, but for what is given. */
export function realmAccount(fields: Partial<RealmAccount> = {}): RealmAccount {
  return { ...account(), realm: 'a realm', ...fields };
}

/** A local account with a name of its own. */
export function someone(fields: Partial<UserAccount> = {}): UserAccount {
  const user = account();
  return { ...user, username: `user-${user.id}`, email: `${user.id}@example.org`, ...fields };
}
