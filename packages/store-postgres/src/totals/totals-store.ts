import type { TotalsStore } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';

/** More than this is not counted. */
const maxCounted = 10_000;

/**
 * Counts at most a few thousand memories, in an index: for a larger table, the database's estimate of what it
 * hold is good enough, and costs nothing. It learns that from its own vacuum.
 */
export function totalsStore(database: Database): TotalsStore {
  return {
    async read() {
      const { rows } = await database.query<{
        users: number;
        active: number;
        estimate: number;
        counted: number | null;
        pending: number;
      }>({
        text: `
          select
            (select count(*) from users)::float8 as users,
            (select count(*) from users where is_active)::float8 as active,
            greatest(reltuples, 0)::float8 as estimate,
            case when reltuples <= $1 then (
              select count(*) from (
                select from memories order by owner_id, id limit $1 + 1
              ) first_ones
            ) end::float8 as counted,
            (select count(*) from (
              select from memories where embedding_model is null limit $1
            ) first_ones)::float8 as pending
          from pg_class where oid = 'memories'::regclass`,
        values: [maxCounted],
      });
      const { users = 0, active = 0, estimate = 0, counted = 0, pending = 0 } = rows[0] ?? {};
      const isMemoriesEstimate = counted === null || counted > maxCounted;
      return {
        users,
        activeUsers: active,
        memories: isMemoriesEstimate ? Math.max(estimate, maxCounted + 1) : counted,
        isMemoriesEstimate,
        pendingEmbeddings: pending,
      };
    },
  };
}
