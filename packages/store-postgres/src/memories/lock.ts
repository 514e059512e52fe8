import type { MemoryId, UserId } from '@picard-mcp/core';
import type { Queryable, Statement } from '../database/database.js';
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
  const { rows } = await transaction.query<MemoryRow>(lockStatement(ownerId, ids));
  return withShares(transaction, ownerId, rows);
}

/**
 * The condition on `memories m` that they are this owner's, and of these ids. None that an index beginning with the
 * owner could serve: the planner would take it, because it is cheap for owners of the usual size, and go
 * through it from end to end for those with many memories.
 */
export function isOwnersOneOf(owner: string, ids: string): string {
  return `m.id = any (${ids}) and m.owner_id is not distinct from ${owner}`;
}

export function lockStatement(ownerId: UserId, ids: readonly MemoryId[]): Statement {
  return {
    name: 'memories_lock',
    text: `select ${storedColumns} from memories m
      where ${isOwnersOneOf('$1', '$2')} order by m.id for update`,
    values: [ownerId, ids],
  };
}

/**
 * The shares of locked memories. A separate statement: one that had to wait for a lock sees the newest
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
