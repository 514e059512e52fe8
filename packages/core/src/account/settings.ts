import type { UserId } from '../ids.js';
import type { Permission } from '../permission/permission.js';
import type { StoredProfile } from '../ports/profile-store.js';

/** What a new memory may be when its owner says nothing: a kind that needs nobody to be named. */
export const defaultPermissions = ['private', 'public'] as const satisfies readonly Permission[];

/** What a user has decided once and for all that they do not decide anew. */
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
 * Those of a user who has decided nothing. Not discoverable: nobody becomes known to strangers without
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

/** The settings of any user, as of at most a second ago. */
export type SettingsReader = (userId: UserId) => Promise<Settings>;
