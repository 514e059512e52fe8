import type { UserId } from '../ids.js';
import type { MemoryPage, StoredMemory } from '../ports/memory-store.js';
import type { Memory } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import { openMemories } from './sealing.js';

/** What one page of a list is made of. */
export interface PageSource {
  readonly page: MemoryPage;
  /** The stored memories of a page, or of a part of one. */
  readonly candidates: (page: MemoryPage) => Promise<readonly StoredMemory[]>;
}

export interface OpenedPage {
  readonly memories: readonly Memory[];
  /** The memory after which the next page starts. Absent on the last page. */
  readonly last: StoredMemory | undefined;
}

/** Opens one page of a list. */
export async function listPage(
  context: MemoryContext,
  viewerId: UserId,
  { page, candidates }: PageSource,
): Promise<OpenedPage> {
  // One row more than requested shows whether there is a next page.
  const stored = await candidates({ ...page, limit: page.limit + 1 });
  const shown = stored.slice(0, page.limit);
  return {
    memories: await openMemories(context, viewerId, shown),
    last: stored.length > page.limit ? shown.at(-1) : undefined,
  };
}

/** The position of a memory in a list of this order. */
export function positionOf(
  { sort }: Pick<MemoryPage, 'sort'>,
  { id, createdAt, updatedAt, expirationDate }: StoredMemory,
): NonNullable<MemoryPage['after']> {
  const values = {
    created_at: createdAt,
    updated_at: updatedAt,
    expiration_date: expirationDate,
  };
  return { value: values[sort], id };
}
