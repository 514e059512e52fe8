import type { MemoryService } from '../../memory-service/memory-service.js';
import type { Group } from '../../memory-service/tools.js';

/** What the editor offers to choose from. */
export interface Choices {
  /** The most used first. */
  readonly tags: readonly string[];
  /** Of the memories changed last. */
  readonly categories: readonly string[];
  readonly groups: readonly Group[];
}

/** Memories that are read for their categories, which the server does not list. */
const looked = 100;

export async function readChoices(memory: MemoryService): Promise<Choices> {
  const [{ tags }, { groups }, { memories }] = await Promise.all([
    memory.call('list_tags', {}),
    memory.call('list_groups', {}),
    memory.call('get_memories', {
      expired: false,
      sort: 'updated_at',
      order: 'desc',
      limit: looked,
    }),
  ]);
  const categories = new Set(memories.flatMap(({ category }) => category ?? []));
  return { tags: tags.map(({ tag }) => tag), categories: [...categories].sort(), groups };
}
