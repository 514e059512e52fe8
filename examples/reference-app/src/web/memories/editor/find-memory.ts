import type { MemoryService } from '../../memory-service/memory-service.js';
import { ServiceError } from '../../memory-service/service-error.js';
import type { Memory } from '../../memory-service/tools.js';

/** Pages of expired memories that are looked through for one: 2,000 memories. */
const mostPages = 10;

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
    return findExpired(memory, id);
  }
}

async function findExpired(memory: MemoryService, id: string): Promise<Memory | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { memories, next_cursor } = await memory.call('get_memories', {
      expired: true,
      sort: 'expiration_date',
      order: 'desc',
      limit: 200,
      ...(cursor !== undefined && { cursor }),
    });
    const found = memories.find((each) => each.id === id);
    if (found || next_cursor === null) return found;
    cursor = next_cursor;
  }
  return undefined;
}
