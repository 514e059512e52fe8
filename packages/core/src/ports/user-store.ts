import type { UserId } from '../ids.js';

/** A local account. Users of an embedding application need none. */
export interface UserAccount {
  readonly id: UserId;
  readonly username: string;
  readonly email: string;
  /** PHC string of the password's hash; absent for users without a password. */
  readonly passwordHash: string | undefined;
  readonly isSuperuser: boolean;
  readonly isActive: boolean;
  readonly createdAt: Date;
}

export interface UserStore {
  /** @throws PicardError `conflict` when the username or email is taken, whatever the case of its letters. */
  insert(user: UserAccount): Promise<void>;
  findById(id: UserId): Promise<UserAccount | undefined>;
  /** Compares without regard to case. */
  findByUsername(username: string): Promise<UserAccount | undefined>;
}
