import { newId, PicardError, type UserId } from '@picard-mcp/core';
import type { UserAccount } from '@picard-mcp/core/ports';
import type { AuthorizationContext } from '../context.js';
import { hashPassword } from '../password/password.js';
import { networkOf } from '../throttle/throttle.js';
import type { NewAccount } from './new-account.js';

type Needed = Pick<AuthorizationContext, 'users' | 'clock' | 'throttle' | 'audit' | 'registration'>;

/**
 * Makes a local account, active and without rights of an administrator.
 *
 * @throws PicardError `permission_denied` when users cannot register by themselves; `rate_limited`; `conflict`
 *   that names the field when the username or the email address is taken.
 */
export async function registerUser(
  context: Needed,
  account: NewAccount,
  address: string | undefined,
): Promise<UserAccount> {
  const { audit } = context;
  assertRegistrationIsOpen(context, address);
  const network = networkOf(address);
  // What an instance knows to be too much is no longer news: it would only fill the record.
  context.throttle.assertNotBlocked('userRegistration', network);
  try {
    await context.throttle.consume('userRegistration', network);
    const user = await insertUser(context, account);
    audit({ action: 'user_registered', outcome: 'success', userId: user.id, address });
    return user;
  } catch (error) {
    if (error instanceof PicardError && refusals.includes(error.code)) {
      audit({ action: 'user_registered', outcome: 'refused', reason: error.code, address });
    }
    throw error;
  }
}

/** @throws PicardError `permission_denied` when users cannot register by themselves; that is recorded. */
export function assertRegistrationIsOpen(
  { registration, audit }: Pick<Needed, 'registration' | 'audit'>,
  address: string | undefined,
): void {
  if (registration.users) return;
  audit({ action: 'user_registered', outcome: 'refused', reason: 'permission_denied', address });
  throw new PicardError('permission_denied', 'Accounts cannot be created here.');
}

const refusals: readonly string[] = ['rate_limited', 'conflict'];

async function insertUser(
  { users, clock }: Pick<Needed, 'users' | 'clock'>,
  { username, email, password }: NewAccount,
): Promise<UserAccount> {
  const user: UserAccount = {
    ...{ id: newId<UserId>(), realm: undefined, username, email },
    ...{ passwordHash: await hashPassword(password), isSuperuser: false, isActive: true },
    createdAt: clock.now(),
  };
  try {
    await users.insert(user);
    return user;
  } catch (error) {
    if (!(error instanceof PicardError && error.code === 'conflict')) throw error;
    // Which of the two it was, the store does not say.
    const field = (await users.findByUsername(username)) ? 'username' : 'email';
    const message = field === 'username' ? 'this username is taken' : 'this address is taken';
    throw new PicardError('conflict', `${field}: ${message}`, {
      details: { field, fields: [{ field, message }] },
      cause: error,
    });
  }
}
