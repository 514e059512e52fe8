import type { UserId } from '../ids.js';

/**
 * A user that Picard knows by name: a local account, or one that a client asserted. Users of an
 * embedding application with its own login need none.
 */
export interface UserAccount {
  readonly id: UserId;
  /**
   * The realm that vouches for the account. Absent for local accounts; otherwise the realm of the client that
   * asserted the user. Names in one realm say nothing about the same names in another.
   */
  readonly realm: string | undefined;
  readonly username: string;
  readonly email: string;
  /** PHC string of the password's hash; absent for users without a password. */
  readonly passwordHash: string | undefined;
  readonly isSuperuser: boolean;
  readonly isActive: boolean;
  readonly createdAt: Date;
}

/** A user in a realm: never a superuser, never with a password. */
export type RealmAccount = UserAccount & { readonly realm: string };

export interface UserQuery {
  /** Only users whose username or email address contains this, ignoring case. */
  readonly text?: string;
  /** Begins after this user, in the order of creation. */
  readonly after?: Pick<UserAccount, 'createdAt' | 'id'>;
  readonly limit: number;
}

/** Usernames and emails are compared without regard to the case of their letters. */
export interface UserStore {
  /**
   * Stores a new account. A local account needs a username and an email address that no other local account has.
   *
   * @throws PicardError `conflict` when one of them is taken.
   */
  insert(user: UserAccount): Promise<void>;
  /**
   * Stores the user unless the realm already has a user with that username. Returns the stored account.
   * Atomic: of many calls at once, one account is made and all answer it.
   */
  insertIfAbsent(user: RealmAccount): Promise<UserAccount>;
  findById(id: UserId): Promise<UserAccount | undefined>;
  /** A local account. */
  findByUsername(username: string): Promise<UserAccount | undefined>;
  /** A local account. */
  findByEmail(email: string): Promise<UserAccount | undefined>;
  findInRealm(realm: string, username: string): Promise<UserAccount | undefined>;
  /** Users of every realm, the oldest first; those created in the same millisecond by id. */
  list(query: UserQuery): Promise<readonly UserAccount[]>;
  /**
   * Changes the given fields. Returns the changed account, or `undefined` if it does not exist.
   * Deactivating a user does not by itself end their tokens.
   *
   * @throws PicardError `conflict` when another local account has the email of a local one.
   */
  update(
    id: UserId,
    changes: Partial<Pick<UserAccount, 'email' | 'isActive' | 'isSuperuser'>>,
  ): Promise<UserAccount | undefined>;
  /** Replaces the hash `from` with `to` if `from` is still stored. Returns whether it did. Atomic. */
  replacePasswordHash(id: UserId, from: string | undefined, to: string): Promise<boolean>;
}
