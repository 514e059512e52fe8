import type { UserId } from '@picard-mcp/core';
import type { Grant } from '@picard-mcp/oauth/ports';
import type { Database } from '../database/database.js';
import { type GrantRow, grantColumns, grantOf } from './grant-row.js';

/** The user's grants that live, the oldest first. */
export async function listGrants(database: Database, userId: UserId): Promise<readonly Grant[]> {
  const { rows } = await database.query<GrantRow>({
    text: `
      select ${grantColumns} from oauth_grants as granted
      where user_id = $1 and revoked_at is null
      order by created_at, id`,
    values: [userId],
  });
  return rows.map(grantOf);
}
