import { randomBytes } from 'node:crypto';
import { newId, PicardError, type UserId } from '@picard-mcp/core';
import type { Clock, UserAccount, UserStore } from '@picard-mcp/core/ports';
import { hashPassword } from '@picard-mcp/oauth';

export interface NewAdministrator {
  readonly username: string;
  readonly email: string;
  /** Absent: one is generated. */
  readonly password: string | undefined;
}

export interface CreatedAdministrator {
  readonly account: UserAccount;
  /** The password, if it was generated. It is not stored: show it once. */
  readonly generatedPassword: string | undefined;
}

interface Accounts {
  readonly users: UserStore;
  readonly clock: Clock;
}

/** Creates a superuser. @throws PicardError `conflict` when the username or email is taken. */
export async function createAdministrator(
  { users, clock }: Accounts,
  { username, email, password }: NewAdministrator,
): Promise<CreatedAdministrator> {
  const generatedPassword =
    password === undefined ? randomBytes(18).toString('base64url') : undefined;
  const account: UserAccount = {
    id: newId<UserId>(),
    realm: undefined,
    username,
    email,
    passwordHash: await hashPassword(password ?? generatedPassword ?? ''),
    isSuperuser: true,
    isActive: true,
    createdAt: clock.now(),
  };
  await users.insert(account);
  return { account, generatedPassword };
}

/** The account of that name, created on the first start. Instances that start at once create one. */
export async function ensureAdministrator(
  accounts: Accounts,
  administrator: NewAdministrator,
): Promise<CreatedAdministrator> {
  const existing = () => accounts.users.findByUsername(administrator.username);
  const found = await existing();
  if (found) return { account: found, generatedPassword: undefined };
  try {
    return await createAdministrator(accounts, administrator);
  } catch (error) {
    if (!(error instanceof PicardError && error.code === 'conflict')) throw error;
    const created = await existing();
    if (!created) {
      throw new PicardError(
        'conflict',
        `The administrator ${administrator.username} cannot be created: another account has the address ${administrator.email}. Set ADMIN_USERNAME to that account's name, or ADMIN_EMAIL to another address.`,
        { cause: error },
      );
    }
    return { account: created, generatedPassword: undefined };
  }
}
