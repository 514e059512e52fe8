import type { MemoryService } from '../../memory-service/memory-service.js';
import { ServiceError } from '../../memory-service/service-error.js';
import type { Input, Memory } from '../../memory-service/tools.js';
import {
  type BaseVersion,
  differingParts,
  type MemoryState,
  type Part,
  stateOf,
} from './memory-state.js';

export type Change =
  | { readonly outcome: 'saved' }
  /** The memory has changed since, in another way. */
  | { readonly outcome: 'conflict'; readonly theirs: Memory }
  | { readonly outcome: 'gone' };

/** Expected where the edited version is not known: no memory has it, so the server returns the current one. */
const noVersion = new Date(0).toISOString();

/**
 * Saves what somebody made of a version of a memory: all of it, or nothing. If the memory already is what was wished,
 * it counts as saved, so that the same form can be sent again.
 *
 * @param base Absent if it is not known what was edited: then any difference is a conflict.
 * @throws ServiceError
 */
export async function changeMemory(
  memory: MemoryService,
  id: string,
  base: BaseVersion | undefined,
  wish: MemoryState,
): Promise<Change> {
  try {
    await memory.call('update_memory', {
      memory_id: id,
      expected_updated_at: base?.updatedAt ?? noVersion,
      ...changesOf(base, wish),
    });
    return { outcome: 'saved' };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.code === 'not_found') return { outcome: 'gone' };
    const theirs = currentOf(error);
    if (theirs === undefined) throw error;
    const now = stateOf(theirs);
    if (differingParts(now, wish).length === 0) return { outcome: 'saved' };
    if (base && differingParts(now, base).length === 0) {
      // Only what the editor does not show has changed, such as the metadata.
      return changeMemory(memory, id, { ...base, updatedAt: theirs.updated_at }, wish);
    }
    return { outcome: 'conflict', theirs };
  }
}

/** The current memory, which the server returns with a conflict. */
export function currentOf({ code, details }: ServiceError): Memory | undefined {
  const isThere = code === 'conflict' && typeof details.current === 'object';
  return isThere ? (details.current as Memory) : undefined;
}

/** The text, and what else differs: readers who may no longer be chosen stay if nobody changed them. */
function changesOf(
  base: BaseVersion | undefined,
  wish: MemoryState,
): Omit<Input<'update_memory'>, 'memory_id'> {
  const { text, tags, category, expiresAt, sharing } = wish;
  const isChanged = (part: Part) => base === undefined || differingParts(base, wish).includes(part);
  return {
    text,
    ...(isChanged('tags') && { tags }),
    ...(isChanged('category') && { category: category ?? null }),
    ...(isChanged('expiresAt') && { expiration_date: expiresAt ?? null }),
    ...(isChanged('sharing') && sharingFields(sharing)),
  };
}

/** Who may read a memory, as the server takes it. */
export function sharingFields({ permission, userIds, groupIds }: MemoryState['sharing']) {
  return {
    permission,
    ...(permission === 'shared' && { shared_with: { user_ids: userIds, group_ids: groupIds } }),
  };
}
