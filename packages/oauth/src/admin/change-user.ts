import { PicardError } from '@picard-mcp/core';
import type { UserAccount, UserStore } from '@picard-mcp/core/ports';
import type { AuthorizationContext } from '../context.js';

export interface UserChange {
  readonly isActive?: boolean;
  readonly isSuperuser?: boolean;
}

type Needed = Pick<AuthorizationContext, 'users' | 'store' | 'clock'> & {
  readonly revocations: Pick<AuthorizationContext['revocations'], 'refresh'>;
};

/**
 * Activates, deactivates, promotes or demotes a user. Returns the changed account. Deactivation
 * revokes everything that the user was granted, on this instance at once.
 *
 * @throws PicardError `conflict` when no active superuser would be left, and for a user of a realm who would
 *   become one: a client that asserts users must not be able to name an administrator. `not_found`.
 */
export async function changeUser(
  { users, store, clock, revocations }: Needed,
  account: UserAccount,
  { isActive, isSuperuser }: UserChange,
): Promise<UserAccount> {
  const { id } = account;
  if (isSuperuser && account.realm !== undefined) {
    throw new PicardError('conflict', 'Only a user with a local account can become a superuser.');
  }
  const isLost =
    account.isSuperuser && account.isActive && (isActive === false || isSuperuser === false);
  if (isLost && !(await hasSuperuser(users, id))) throw lastSuperuser();

  let changed: UserAccount | undefined = account;
  if (isSuperuser !== undefined) changed = await users.update(id, { isSuperuser });
  if (isActive) changed = await users.update(id, { isActive });
  if (isActive === false) {
    await store.grants.revokeUser({ userId: id, at: clock.now(), deactivate: true });
    await revocations.refresh();
    changed = await users.findById(id);
  }
  // Of two superusers who demote each other at once, both passed the check above.
  if (isLost && !(await hasSuperuser(users))) {
    await users.update(id, { isActive: true, isSuperuser: true });
    throw lastSuperuser();
  }
  if (changed === undefined) throw new PicardError('not_found', 'There is no such user.');
  return changed;
}

/** Whether there is an active superuser, other than one. The first account usually is: the oldest come first. */
async function hasSuperuser(users: UserStore, exceptId?: string): Promise<boolean> {
  const limit = 500;
  let after: UserAccount | undefined;
  for (;;) {
    const page = await users.list({ after, limit });
    const isOne = ({ id, isActive, isSuperuser }: UserAccount) =>
      isActive && isSuperuser && id !== exceptId;
    if (page.some(isOne)) return true;
    if (page.length < limit) return false;
    after = page.at(-1);
  }
}

function lastSuperuser(): PicardError {
  return new PicardError(
    'conflict',
    'This is the last active superuser. Promote another user first.',
  );
}
