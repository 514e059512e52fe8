import type { MemoryService } from '../../../memory-service/memory-service.js';

/** What came of restoring memories. */
export interface Restoration {
  readonly restored: number;
  /** How many are not in the trash: restored already, deleted for good, or never there. */
  readonly gone: number;
  /** How many the server did not restore for another reason. */
  readonly refused: number;
}

/** Restores deleted memories of the visitor, with everything that belonged to them. */
export async function restoreMemories(
  memory: MemoryService,
  ids: readonly string[],
): Promise<Restoration> {
  if (ids.length === 0) return { restored: 0, gone: 0, refused: 0 };
  const { results, succeeded, failed } = await memory.call('restore_memories', {
    memory_ids: ids,
  });
  // A conflict is a memory that is there already.
  const gone = results.filter(({ error }) =>
    /^(not_found|conflict)$/.test(error?.code ?? ''),
  ).length;
  return { restored: succeeded, gone, refused: failed - gone };
}
