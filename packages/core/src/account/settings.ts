import type { UserId } from '../ids.js';
import type { Permission } from '../permission/permission.js';
import type { StoredProfile } from '../ports/profile-store.js';

/** The permissions that can be a default: those that need no list of users or groups. */
export const defaultPermissions = ['private', 'public'] as const satisfies readonly Permission[];

/** The settings of a user. */
export interface Settings {
  /** Of a memory that is submitted without a permission. */
  readonly defaultPermission: (typeof defaultPermissions)[number];
  /** After so many days expires a memory that is submitted without an expiry; absent: never. */
  readonly defaultExpiryDays: number | undefined;
  /** Whether others may find and ask the user's personas. */
  readonly personaEnabled: boolean;
  /** Whether others find the user by username, and may read the profile. */
  readonly discoverable: boolean;
}

/**
 * The settings of a user who has changed none. Not discoverable: no user becomes visible to strangers without
 * having said so.
 */
export const initialSettings: Settings = {
  defaultPermission: 'private',
  defaultExpiryDays: undefined,
  personaEnabled: true,
  discoverable: false,
};

/** The settings in a profile; a permission that cannot be a default counts as `private`. */
export function settingsOf(profile: StoredProfile | undefined): Settings {
  if (!profile) return initialSettings;
  const { defaultExpiryDays, personaEnabled, discoverable } = profile;
  return {
    defaultPermission: profile.defaultPermission === 'public' ? 'public' : 'private',
    defaultExpiryDays,
    personaEnabled,
    discoverable,
  };
}

/** Returns the settings of a user, at most one second old. */
export type SettingsReader = (userId: UserId) => Promise<Settings>;
