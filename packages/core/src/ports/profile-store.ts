import type { UserId } from '../ids.js';
import type { Permission } from '../permission/permission.js';

/** What a user says of themself, sealed, and the user's settings, which the store has to read. */
export interface StoredProfile {
  /** Any user's, also one without an account here. */
  readonly userId: UserId;
  /** Name, bio, picture and locale; absent for a user who has said nothing. */
  readonly sealed: Uint8Array | undefined;
  readonly defaultPermission: Permission;
  /** Absent: memories do not expire by themselves. */
  readonly defaultExpiryDays: number | undefined;
  readonly personaEnabled: boolean;
  readonly discoverable: boolean;
  /** Millisecond precision. */
  readonly updatedAt: Date;
}

export interface DiscoverableQuery {
  /** The searching user. Only users of the same realm are found; a user without an account finds nobody. */
  readonly viewerId: UserId;
  readonly username: string;
  /** Whether `username` may be the beginning of one. */
  readonly isPrefix: boolean;
  readonly limit: number;
}

export interface DiscoverableUser {
  readonly username: string;
  readonly profile: StoredProfile;
}

/** One statement per method. */
export interface ProfileStore {
  find(userId: UserId): Promise<StoredProfile | undefined>;
  /**
   * Stores the profile if the stored one was last updated at `expectedUpdatedAt` (`undefined`: if
   * none is stored). Returns whether it did. Of concurrent calls, one succeeds.
   */
  put(profile: StoredProfile, expectedUpdatedAt: Date | undefined): Promise<boolean>;
  /** Active and discoverable users by username, whatever the case of its letters; by username, then id. */
  findDiscoverable(query: DiscoverableQuery): Promise<readonly DiscoverableUser[]>;
}
