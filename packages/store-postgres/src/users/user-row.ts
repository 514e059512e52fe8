import type { UserId } from '@picard-mcp/core';
import type { UserAccount } from '@picard-mcp/core/ports';

/** A user as `userColumns` gives it. */
export interface UserRow {
  readonly id: UserId;
  readonly realm: string | null;
  readonly username: string;
  readonly email: string;
  readonly password_hash: string | null;
  readonly is_superuser: boolean;
  readonly is_active: boolean;
  readonly created_at: Date;
}

export const userColumns =
  'id, realm, username, email, password_hash, is_superuser, is_active, created_at';

/** The values of an account, in the order of `userColumns`. */
export function userValues(user: UserAccount): readonly unknown[] {
  return [
    user.id,
    user.realm ?? null,
    user.username,
    user.email,
    user.passwordHash ?? null,
    user.isSuperuser,
    user.isActive,
    user.createdAt,
  ];
}

export function accountOf(row: UserRow): UserAccount {
  return {
    id: row.id,
    realm: row.realm ?? undefined,
    username: row.username,
    email: row.email,
    passwordHash: row.password_hash ?? undefined,
    isSuperuser: row.is_superuser,
    isActive: row.is_active,
    createdAt: row.created_at,
  };
}
