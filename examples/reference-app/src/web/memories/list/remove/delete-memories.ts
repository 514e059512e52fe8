import type { MemoryService } from '../../../memory-service/memory-service.js';
import { ServiceError } from '../../../memory-service/service-error.js';
import type { Input } from '../../../memory-service/tools.js';

/** What came of a deletion. */
export interface Deletion {
  readonly deleted: number;
  /** How many were not there, or not the visitor's. */
  readonly gone: number;
  /** How many have changed since they were chosen, and were left alone. */
  readonly changed: number;
  /** The deleted memories that the server keeps; `undefined`: it does not say which. */
  readonly kept: readonly string[] | undefined;
}

/**
 * Deletes one memory as it was seen.
 *
 * @throws ServiceError `conflict` if it has changed since.
 */
export async function deleteMemory(
  memory: MemoryService,
  id: string,
  updatedAt: string | undefined,
): Promise<Deletion> {
  try {
    const { restorable_until } = await memory.call('delete_memory', {
      memory_id: id,
      ...(updatedAt !== undefined && { expected_updated_at: updatedAt }),
    });
    return { deleted: 1, gone: 0, changed: 0, kept: restorable_until === null ? [] : [id] };
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'not_found') throw error;
    return { deleted: 0, gone: 1, changed: 0, kept: [] };
  }
}

/** Deletes several memories of the visitor. One that cannot be deleted does not stop the others. */
export async function deleteMemories(
  memory: MemoryService,
  chosen: Input<'batch_delete_memories'>,
): Promise<Deletion> {
  const { results, succeeded = 0, failed = 0 } = await memory.call('batch_delete_memories', chosen);
  const changed = results?.filter(({ error }) => error?.code === 'conflict').length ?? 0;
  return {
    deleted: succeeded,
    gone: failed - changed,
    changed,
    kept: results?.flatMap(({ memory_id, restorable_until }) =>
      memory_id !== undefined && restorable_until ? [memory_id] : [],
    ),
  };
}
