import type { AuthorizationTotals } from '@picard-mcp/oauth/ports';
import type { Queryable } from '../database/database.js';

/** Out of small tables and a partial index. */
export async function totals(database: Queryable): Promise<AuthorizationTotals> {
  const { rows } = await database.query<{ clients: number; active: number; grants: number }>({
    text: `
      select
        count(*)::float8 as clients,
        (count(*) filter (where is_active))::float8 as active,
        (select count(*) from oauth_grants where revoked_at is null)::float8 as grants
      from oauth_clients`,
  });
  const { clients = 0, active = 0, grants = 0 } = rows[0] ?? {};
  return { clients, activeClients: active, grants };
}
