import type { UserAccount, UserStore } from '@picard-mcp/core/ports';
import { verifyPassword } from '../password/password.js';

export interface PasswordCheck {
  /** The local account of that username or email address, whatever else is true of it. */
  readonly account: UserAccount | undefined;
  /** Whether it is active and the password is its own. */
  readonly isRight: boolean;
}

/** Longer than any username or email address is. */
const maxLoginLength = 320;

/**
 * The active local account of that username or email address, if the password is its own; else
 * `undefined`, whatever the reason, after the same work.
 */
export async function checkPassword(
  users: UserStore,
  login: string,
  password: string,
): Promise<UserAccount | undefined> {
  const { account, isRight } = await examinePassword(users, login, password);
  return isRight ? account : undefined;
}

/** The same, for the record: it also says whose password it was not. */
export async function examinePassword(
  users: UserStore,
  login: string,
  password: string,
): Promise<PasswordCheck> {
  const name = loginName(login);
  const account = isStorable(name) ? await findLocal(users, name) : undefined;
  const isRight = await verifyPassword(account?.passwordHash, password);
  return { account, isRight: isRight && account?.isActive === true };
}

/** A username or email address as it is looked up; in lower case, it is what attempts are counted by. */
export function loginName(login: string): string {
  return login.trim().normalize('NFC');
}

function findLocal(users: UserStore, name: string): Promise<UserAccount | undefined> {
  return name.includes('@') ? users.findByEmail(name) : users.findByUsername(name);
}

/** Text that a database cannot store matches no user. */
function isStorable(name: string): boolean {
  return name.length <= maxLoginLength && !name.includes('\0') && name.isWellFormed();
}
