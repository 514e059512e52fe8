import type { MemoryService } from '../../memory-service/memory-service.js';
import type { Group } from '../../memory-service/tools.js';

/** What the editor offers to choose from: labels, the most used first, and groups. */
export interface Choices {
  readonly tags: readonly string[];
  readonly categories: readonly string[];
  readonly groups: readonly Group[];
}

export async function readChoices(memory: MemoryService): Promise<Choices> {
  const [{ tags }, { categories }, { groups }] = await Promise.all([
    memory.call('list_tags', {}),
    memory.call('list_categories', {}),
    memory.call('list_groups', {}),
  ]);
  return {
    tags: tags.map(({ tag }) => tag),
    categories: categories.map(({ category }) => category),
    groups,
  };
}
