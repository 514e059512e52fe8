import type { Permission, UserId } from '@picard-mcp/core';
import type { StoredProfile } from '@picard-mcp/core/ports';

/** A profile as `profileColumns` gives it. */
export interface ProfileRow {
  readonly user_id: UserId;
  readonly sealed: Buffer | null;
  readonly default_permission: Permission;
  readonly default_expiry_days: number | null;
  readonly persona_enabled: boolean;
  readonly discoverable: boolean;
  readonly updated_at: Date;
}

/** What to select from `profiles as profile` to make a `StoredProfile`. */
export const profileColumns = `
  profile.user_id, profile.sealed, profile.default_permission, profile.default_expiry_days,
  profile.persona_enabled, profile.discoverable, profile.updated_at`;

export function profileOf(row: ProfileRow): StoredProfile {
  return {
    userId: row.user_id,
    sealed: row.sealed ?? undefined,
    defaultPermission: row.default_permission,
    defaultExpiryDays: row.default_expiry_days ?? undefined,
    personaEnabled: row.persona_enabled,
    discoverable: row.discoverable,
    updatedAt: row.updated_at,
  };
}
