import type { MemoryId, UserId } from '@picard-mcp/core';
import type { RemoveOptions, RemoveOutcome, StoredMemory } from '@picard-mcp/core/ports';
import type { Database, Queryable } from '../database/database.js';
import { isExpected } from '../is-expected.js';
import { deleteFromTrash, lockDeleted } from '../trash/deleted-rows.js';
import { lockMoves } from '../trash/lock-moves.js';
import { moveToTrash } from '../trash/move-to-trash.js';
import type { EmbeddingModels } from './embedding-models.js';
import { isOwnersOneOf, lockMemories } from './lock.js';
import { toMemories } from './memory-row.js';

export interface RemoveContext {
  readonly database: Database;
  readonly models: EmbeddingModels;
}

/** Moves the owner's memories to the trash, or deletes them permanently; with `atomic`, all or none. */
export async function removeMemories(
  { database, models }: RemoveContext,
  ownerId: UserId,
  ids: readonly MemoryId[],
  { atomic, expectedUpdatedAt = new Map(), deletedAt }: RemoveOptions,
): Promise<readonly RemoveOutcome[]> {
  const { present, deleted } = await database.transaction(async (transaction) => {
    await lockMoves(transaction, ownerId);
    const present = await lockMemories(transaction, ownerId, ids);
    const deleted = deletedAt ? [] : await lockDeleted(transaction, ownerId, ids);
    const removable = [...present, ...deleted].flatMap(({ id, updated_at }) =>
      isExpected(expectedUpdatedAt.get(id), updated_at) ? [id] : [],
    );
    if (removable.length > 0 && (!atomic || removable.length === ids.length)) {
      if (deletedAt) await moveToTrash(transaction, ownerId, removable, deletedAt);
      else await removeForGood(transaction, ownerId, removable, deleted.length > 0);
    }
    return { present, deleted };
  });
  const memories = byId(await toMemories(present, models));
  const trash = byId(await toMemories(deleted, models));
  return ids.map((id): RemoveOutcome => {
    const current = memories.get(id) ?? trash.get(id);
    if (!current) return { outcome: 'not_found' };
    if (!isExpected(expectedUpdatedAt.get(id), current.updatedAt)) {
      return { outcome: 'conflict', current };
    }
    return memories.has(id) ? { outcome: 'removed', before: current } : { outcome: 'purged' };
  });
}

async function removeForGood(
  transaction: Queryable,
  ownerId: UserId,
  ids: readonly MemoryId[],
  isInTrash: boolean,
): Promise<void> {
  await transaction.query({
    name: 'memories_delete',
    text: `delete from memories m where ${isOwnersOneOf('$1', '$2')}`,
    values: [ownerId, ids],
  });
  if (isInTrash) await deleteFromTrash(transaction, ownerId, ids);
}

function byId(memories: readonly StoredMemory[]): ReadonlyMap<MemoryId, StoredMemory> {
  return new Map(memories.map((memory) => [memory.id, memory]));
}
