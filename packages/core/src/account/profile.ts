import type { UserId } from '../ids.js';
import type { Settings } from './settings.js';

/** A user as others may see them. */
export interface PublicProfile {
  readonly id: UserId;
  /** Absent for a user without an account here, such as one of an embedding application. */
  readonly username: string | undefined;
  /** The one that the user gave, else the username. */
  readonly name: string | undefined;
  readonly bio: string | undefined;
  /** An `https` address. */
  readonly avatarUrl: string | undefined;
}

/** A user in their own eyes. */
export interface Profile extends PublicProfile {
  readonly email: string | undefined;
  /** A language tag (BCP 47, RFC 5646) in its canonical form. */
  readonly locale: string | undefined;
  /** Of the account; absent where there is none. */
  readonly createdAt: Date | undefined;
  readonly settings: Settings;
}

/** What a user says of themself. */
export interface ProfileFields {
  readonly name?: string | undefined;
  readonly bio?: string | undefined;
  readonly avatarUrl?: string | undefined;
  readonly locale?: string | undefined;
}
