import { PicardError, type UserId } from '@picard-mcp/core';
import { invalidField } from '@picard-mcp/core/operations';
import type { UserAccount } from '@picard-mcp/core/ports';
import type { AuthorizationContext } from '../context.js';
import { hashPassword, verifyPassword } from '../password/password.js';
import { networkOf } from '../throttle/throttle.js';

type Needed = Pick<AuthorizationContext, 'users' | 'store' | 'throttle' | 'audit'>;

export interface PasswordChange {
  readonly userId: UserId;
  readonly current: string;
  /** Has passed `newPassword`. */
  readonly next: string;
  readonly address: string | undefined;
  /** The client that acts for the user; absent for the user's own browser. */
  readonly clientId?: string | undefined;
}

/**
 * Puts a new password in the place of the current one and ends the user's sessions in all browsers. What
 * was granted to clients stays.
 *
 * Attempts count as attempts to log in, so that a stolen session or token is no place to guess at.
 *
 * @throws PicardError `invalid_input` naming `current_password` when that is not the password;
 *   `permission_denied` for users without a password here; `rate_limited`.
 */
export async function changePassword(
  context: Needed,
  change: PasswordChange,
): Promise<UserAccount> {
  const { users, store, throttle, audit } = context;
  const { userId, clientId, address } = change;
  const account = await users.findById(userId);
  if (!account?.isActive || account.passwordHash === undefined || account.realm !== undefined) {
    throw new PicardError('permission_denied', 'This user has no password here.');
  }
  const name = account.username.toLowerCase();
  throttle.assertNotBlocked('loginAddress', networkOf(address));
  throttle.assertNotBlocked('loginAccount', name);
  const note = { action: 'password_changed', userId, clientId, address } as const;
  try {
    await throttle.consume('loginAddress', networkOf(address));
    await throttle.consume('loginAccount', name);
    if (!(await verifyPassword(account.passwordHash, change.current))) throw notCurrent();
    const next = await hashPassword(change.next);
    // Another change may have come between: then the password given is no longer the current one.
    if (!(await users.replacePasswordHash(userId, account.passwordHash, next))) throw notCurrent();
  } catch (error) {
    if (error instanceof PicardError && refusals.includes(error.code)) {
      audit({ ...note, outcome: 'refused', reason: error.code });
    }
    throw error;
  }
  await store.sessions.removeOfUser(userId);
  audit({ ...note, outcome: 'success' });
  await throttle.reset('loginAccount', name);
  return account;
}

const refusals: readonly string[] = ['rate_limited', 'invalid_input'];

function notCurrent(): PicardError {
  return invalidField('current_password', 'is incorrect');
}
