import type { MemoryId, UserId } from '@picard-mcp/core';
import type { Queryable } from '../database/database.js';
import { type MemoryRow, storedColumns } from './memory-row.js';

/**
 * The owner's memories of these ids, held until the transaction ends. Taken in the order of their ids, so that of
 * two transactions one waits for the other and neither deadlocks.
 */
export async function lockMemories(
  transaction: Queryable,
  ownerId: UserId,
  ids: readonly MemoryId[],
): Promise<readonly MemoryRow[]> {
  const { rows } = await transaction.query<MemoryRow>({
    name: 'memories_lock',
    text: `select ${storedColumns} from memories m
      where m.owner_id = $1 and m.id = any ($2) order by m.id for update`,
    values: [ownerId, ids],
  });
  return withShares(transaction, ownerId, rows);
}

/**
 * Whom locked memories are shared with. A statement of its own: one that had to wait for a lock sees the newest
 * version of the rows that it waited for, but old versions of all others.
 */
async function withShares(
  transaction: Queryable,
  ownerId: UserId,
  rows: readonly MemoryRow[],
): Promise<readonly MemoryRow[]> {
  const shared = rows.filter(({ permission }) => permission === 'shared').map(({ id }) => id);
  if (shared.length === 0) return rows;
  const found = await transaction.query<{ memory_id: MemoryId; shared_with: string }>({
    name: 'memories_lock_shares',
    text: `select memory_id, string_agg(grantee_kind || ' ' || grantee_id, ',' order by grantee_id) as shared_with
      from memory_shares where owner_id = $1 and memory_id = any ($2) group by memory_id`,
    values: [ownerId, shared],
  });
  const sharesOf = new Map(found.rows.map((row) => [row.memory_id, row.shared_with]));
  return rows.map((row) => ({ ...row, shared_with: sharesOf.get(row.id) ?? null }));
}
