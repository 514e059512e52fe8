import type { MemoryService } from '../memory-service/memory-service.js';

/** How many of the visitor's memories a group may read. */
export interface SharedMemories {
  readonly count: number;
  /** Of these, how many nobody else may read. */
  readonly alone: number;
  /** Whether all were looked at; otherwise there may be more. */
  readonly isAll: boolean;
}

const perPage = 200;
const maxPages = 5;

/** Looks through the newest thousand shared memories: the server does not list by group. */
export async function memoriesSharedWith(
  memory: MemoryService,
  groupId: string,
): Promise<SharedMemories> {
  let count = 0;
  let alone = 0;
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const { memories, next_cursor } = await memory.call('get_memories', {
      permission: 'shared',
      expired: false,
      sort: 'created_at',
      order: 'desc',
      limit: perPage,
      ...(cursor !== undefined && { cursor }),
    });
    for (const { shared_with } of memories) {
      if (!shared_with?.group_ids.includes(groupId)) continue;
      count += 1;
      if (shared_with.group_ids.length === 1 && shared_with.user_ids.length === 0) alone += 1;
    }
    if (next_cursor === null) return { count, alone, isAll: true };
    cursor = next_cursor;
  }
  return { count, alone, isAll: false };
}
