import type { MemoryId, UserId } from '@picard-mcp/core';
import type { PurgeOutcome, StoredDeletedMemory, TrashStore } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { embeddingModels } from '../memories/embedding-models.js';
import { toMemories } from '../memories/memory-row.js';
import { deleteFromTrash, lockDeleted } from './deleted-rows.js';
import { listDeleted } from './list-deleted.js';
import { restoreMemories } from './restore.js';

/** Deleted memories in PostgreSQL, in a table of their own. */
export function trashStore(database: Database): TrashStore {
  const models = embeddingModels(database);
  return {
    async list(ownerId, page) {
      const rows = await listDeleted(database, ownerId, page);
      const memories = await toMemories(rows, models);
      return memories.flatMap((memory, index): readonly StoredDeletedMemory[] => {
        const row = rows[index];
        return row ? [{ ...memory, deletedAt: row.deleted_at }] : [];
      });
    },
    restore: (ownerId, ids, options) =>
      restoreMemories({ database, models }, ownerId, ids, options),
    purge: (ownerId, ids, options) => purge(database, ownerId, ids, options),
    async removeUntil(time, limit) {
      const { rowCount } = await database.query({
        text: `delete from deleted_memories where (owner_id, id) in (
            select owner_id, id from deleted_memories where deleted_at <= $1
            order by deleted_at limit $2 for update skip locked
          )`,
        values: [time, limit],
      });
      return rowCount;
    },
  };
}

async function purge(
  database: Database,
  ownerId: UserId,
  ids: readonly MemoryId[],
  { atomic, deletedAfter }: Parameters<TrashStore['purge']>[2],
): Promise<readonly PurgeOutcome[]> {
  const purged = await database.transaction(async (transaction) => {
    const deleted = await lockDeleted(transaction, ownerId, ids, deletedAfter);
    const purging = deleted.map(({ id }) => id);
    if (purging.length > 0 && (!atomic || purging.length === ids.length)) {
      await deleteFromTrash(transaction, ownerId, purging);
    }
    return new Set(purging);
  });
  return ids.map((id) => ({ outcome: purged.has(id) ? 'purged' : 'not_found' }));
}
