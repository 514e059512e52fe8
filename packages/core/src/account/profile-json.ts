import type { Profile, PublicProfile } from './profile.js';

/** A profile as every wire carries it: snake_case, absent values as null; the private part in one's own alone. */
export function profileToJson(profile: Profile | PublicProfile) {
  return 'settings' in profile ? ownProfileToJson(profile) : publicProfileToJson(profile);
}

function publicProfileToJson({ id, username, name, bio, avatarUrl }: PublicProfile) {
  return {
    id: id as string,
    username: username ?? null,
    name: name ?? null,
    bio: bio ?? null,
    avatar_url: avatarUrl ?? null,
  };
}

export function ownProfileToJson(profile: Profile) {
  const { email, locale, createdAt, settings } = profile;
  return {
    ...publicProfileToJson(profile),
    email: email ?? null,
    locale: locale ?? null,
    created_at: createdAt?.toISOString() ?? null,
    settings: {
      default_permission: settings.defaultPermission,
      default_expiry_days: settings.defaultExpiryDays ?? null,
      persona_enabled: settings.personaEnabled,
      discoverable: settings.discoverable,
    },
  };
}
