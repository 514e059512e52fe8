import type { UserId } from '@picard-mcp/core';
import type { Queryable } from '../database/database.js';

/**
 * Waits until no other transaction moves memories of this owner into the trash or out of it. A move that was
 * under way could otherwise be missed: the memory is in neither place for those who look into one after the other.
 */
export async function lockMoves(transaction: Queryable, ownerId: UserId): Promise<void> {
  await transaction.query({
    name: 'trash_lock_moves',
    text: `select pg_advisory_xact_lock(hashtextextended('picard.trash ' || $1, 0))`,
    values: [ownerId],
  });
}
