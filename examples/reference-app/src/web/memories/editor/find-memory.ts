import type { MemoryService } from '../../memory-service/memory-service.js';
import { ServiceError } from '../../memory-service/service-error.js';
import type { Memory } from '../../memory-service/tools.js';

/**
 * Reads one memory, also one of the visitor's own that has expired, which the server only lists.
 *
 * @returns nothing when there is none, or the visitor may not see it.
 */
export async function findMemory(memory: MemoryService, id: string): Promise<Memory | undefined> {
  try {
    return await memory.call('get_memory', { memory_id: id });
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === 'not_found')) throw error;
    const { memories } = await memory.call('get_memories', { memory_ids: [id], expired: true });
    return memories[0];
  }
}
