import type { UserId } from '@picard-mcp/core';
import type { Queryable } from '../database/database.js';
import { grantees } from './grantees.js';
import type { RowChange } from './write-changes.js';

/** Replaces the shares of locked memories whose changes contain shares; leaves the others unchanged. */
export async function replaceShares(
  transaction: Queryable,
  ownerId: UserId,
  changes: readonly RowChange[],
): Promise<void> {
  const sharing = changes.flatMap(({ change: { id, sharedWith } }) =>
    sharedWith ? [{ id, sharedWith }] : [],
  );
  if (sharing.length === 0) return;
  await transaction.query({
    name: 'memories_delete_shares',
    text: 'delete from memory_shares where owner_id = $1 and memory_id = any ($2)',
    values: [ownerId, sharing.map(({ id }) => id)],
  });
  const shares = sharing.flatMap(({ id, sharedWith }) =>
    grantees(sharedWith).map((share) => ({ id, ...share })),
  );
  if (shares.length === 0) return;
  await transaction.query({
    name: 'memories_insert_shares',
    text: `insert into memory_shares (owner_id, memory_id, grantee_kind, grantee_id)
      select $1, memory_id, kind, grantee_id
      from unnest($2::uuid[], $3::text[], $4::uuid[]) as share (memory_id, kind, grantee_id)`,
    values: [
      ownerId,
      shares.map(({ id }) => id),
      shares.map(({ kind }) => kind),
      shares.map(({ granteeId }) => granteeId),
    ],
  });
}
