import type { MemoryService } from '../../../memory-service/memory-service.js';
import type { Memory } from '../../../memory-service/tools.js';
import type { Collection } from '../read-all.js';

const perRequest = 200;
/** Memories that are changed with one request of a visitor. */
const most = 2_000;

/** The user's own memories with a tag, those that have expired too. */
export async function readTagged(memory: MemoryService, tag: string): Promise<Collection> {
  const memories: Memory[] = [];
  for (const expired of [false, true]) {
    let cursor: string | undefined;
    do {
      if (memories.length >= most) return { memories, isAll: false };
      const page = await memory.call('get_memories', {
        tags: [tag],
        expired,
        sort: 'created_at',
        order: 'asc',
        limit: perRequest,
        ...(cursor !== undefined && { cursor }),
      });
      memories.push(...page.memories);
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
  }
  return { memories, isAll: true };
}
