import type { UserAccount } from '@picard-mcp/core/ports';
import type { AuthorizationContext } from '../context.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { hashPassword, isOutdatedHash, verifyPassword } from '../password/password.js';
import { networkOf } from '../throttle/throttle.js';
import { examinePassword, loginName } from '../user/check-password.js';
import type { Browsers } from './browser.js';

type Needed = Pick<AuthorizationContext, 'users' | 'store' | 'throttle' | 'audit'> & {
  readonly browsers: Browsers;
};

export interface Credentials {
  /** Username or email address, as it was typed. */
  readonly login: string;
  readonly password: string;
}

/**
 * Logs a user in with a password. Returns `Set-Cookie` values, or `undefined` if the password is incorrect
 * or there is no such active local account, in words, status and work the same.
 *
 * @throws PicardError `rate_limited`, before the password is looked at, for too many attempts on this
 *   name or from this network.
 */
export async function logInByPassword(
  context: Needed,
  exchange: OAuthExchange,
  { login, password }: Credentials,
): Promise<readonly string[] | undefined> {
  const { users, throttle, audit, browsers } = context;
  const { address } = exchange;
  const name = loginName(login).toLowerCase();
  await countAttempt(context, name, address);
  const { account, isRight } = await examinePassword(users, login, password);
  const refused = () => {
    const details = account && { user_id: account.id };
    audit({ action: 'login', outcome: 'refused', reason: 'unauthenticated', address, details });
    return undefined;
  };
  if (!account || !isRight) return refused();
  await renewHash(context, account, password);
  const cookies = await browsers.logIn(exchange, account.id);
  if (await wasChangedMeanwhile(context, account, password)) {
    await context.store.sessions.removeOfUser(account.id);
    return refused();
  }
  await throttle.reset('loginAccount', name);
  audit({ action: 'login', outcome: 'success', userId: account.id, address });
  return cookies;
}

async function countAttempt(
  { throttle, audit }: Pick<Needed, 'throttle' | 'audit'>,
  name: string,
  address: string | undefined,
): Promise<void> {
  const network = networkOf(address);
  // What an instance knows to be too much is no longer news: it would only fill the record.
  throttle.assertNotBlocked('loginAddress', network);
  throttle.assertNotBlocked('loginAccount', name);
  try {
    await throttle.consume('loginAddress', network);
    await throttle.consume('loginAccount', name);
  } catch (error) {
    audit({ action: 'login', outcome: 'refused', reason: 'rate_limited', address });
    throw error;
  }
}

/** Rehashes a hash with outdated parameters while the password is available. */
async function renewHash(
  { users }: Pick<Needed, 'users'>,
  { id, passwordHash }: UserAccount,
  password: string,
): Promise<void> {
  if (passwordHash === undefined || !isOutdatedHash(passwordHash)) return;
  await users.replacePasswordHash(id, passwordHash, await hashPassword(password));
}

/**
 * Whether the password was changed between the check and the new session. The change ends all sessions
 * that there are by then; one that comes after it must not outlive it.
 */
async function wasChangedMeanwhile(
  { users }: Pick<Needed, 'users'>,
  { id, passwordHash }: UserAccount,
  password: string,
): Promise<boolean> {
  const now = await users.findById(id);
  if (now?.passwordHash === passwordHash) return false;
  return !(await verifyPassword(now?.passwordHash, password));
}
