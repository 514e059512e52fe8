import type { MemoryId, UserId } from '@picard-mcp/core';
import type { RemoveOutcome } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import type { EmbeddingModels } from './embedding-models.js';
import { isOwnersOneOf, lockMemories } from './lock.js';
import { toMemories } from './memory-row.js';

export interface RemoveContext {
  readonly database: Database;
  readonly models: EmbeddingModels;
}

/** Removes the owner's memories and their shares; with `atomic`, all of them or none. */
export async function removeMemories(
  { database, models }: RemoveContext,
  ownerId: UserId,
  ids: readonly MemoryId[],
  { atomic }: { readonly atomic: boolean },
): Promise<readonly RemoveOutcome[]> {
  const rows = await database.transaction(async (transaction) => {
    const locked = await lockMemories(transaction, ownerId, ids);
    if (locked.length > 0 && (!atomic || locked.length === ids.length)) {
      await transaction.query({
        name: 'memories_delete',
        text: `delete from memories m where ${isOwnersOneOf('$1', '$2')}`,
        values: [ownerId, locked.map(({ id }) => id)],
      });
    }
    return locked;
  });
  const memories = new Map((await toMemories(rows, models)).map((memory) => [memory.id, memory]));
  return ids.map((id) => {
    const before = memories.get(id);
    return before ? { outcome: 'removed', before } : { outcome: 'not_found' };
  });
}
