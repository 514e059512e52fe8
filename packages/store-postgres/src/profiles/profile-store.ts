import type { ProfileStore, StoredProfile } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { storableText } from '../storable-text.js';
import { type ProfileRow, profileColumns, profileOf } from './profile-row.js';

/** Profiles and settings in the database. */
export function profileStore(database: Database): ProfileStore {
  return {
    async find(userId) {
      const { rows } = await database.query<ProfileRow>({
        name: 'profiles-find',
        text: `select ${profileColumns} from profiles as profile where user_id = $1`,
        values: [userId],
      });
      return rows[0] && profileOf(rows[0]);
    },

    async put(profile, expectedUpdatedAt) {
      const { rowCount } = await database.query(
        expectedUpdatedAt === undefined
          ? { text: insertion, values: valuesOf(profile) }
          : { text: replacement, values: [...valuesOf(profile), expectedUpdatedAt] },
      );
      return rowCount > 0;
    },

    async findDiscoverable({ viewerId, username, isPrefix, limit }) {
      const pattern = `${escapedForLike(storableText(username))}${isPrefix ? '%' : ''}`;
      const { rows } = await database.query<ProfileRow & { readonly username: string }>({
        text: `
          select account.username, ${profileColumns}
          from users as viewer
            join users as account on account.realm is not distinct from viewer.realm
            join profiles as profile on profile.user_id = account.id
          where viewer.id = $1 and lower(account.username) like lower($2)
            and account.is_active and profile.discoverable
          order by lower(account.username) collate "C", account.id limit $3`,
        values: [viewerId, pattern, limit],
      });
      return rows.map((row) => ({ username: row.username, profile: profileOf(row) }));
    },
  };
}

const insertion = `
  insert into profiles (
    user_id, sealed, default_permission, default_expiry_days, persona_enabled, discoverable, updated_at
  ) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict do nothing`;

const replacement = `
  update profiles set
    sealed = $2, default_permission = $3, default_expiry_days = $4, persona_enabled = $5,
    discoverable = $6, updated_at = $7
  where user_id = $1 and updated_at = $8`;

function valuesOf(profile: StoredProfile): readonly unknown[] {
  return [
    profile.userId,
    profile.sealed ? Buffer.from(profile.sealed) : null,
    profile.defaultPermission,
    profile.defaultExpiryDays ?? null,
    profile.personaEnabled,
    profile.discoverable,
    profile.updatedAt,
  ];
}

/** Escapes the wildcards of a LIKE pattern. */
function escapedForLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
