import type { MemoryService } from '../../memory-service/memory-service.js';
import { ServiceError } from '../../memory-service/service-error.js';
import type { Memory } from '../../memory-service/tools.js';
import { findMemory } from './find-memory.js';
import {
  type BaseVersion,
  differingParts,
  isSame,
  isSameSharing,
  type MemoryState,
  narrower,
  parts,
  type Sharing,
  stateOf,
} from './memory-state.js';

/** What of a change the server has done already. */
export type Step = 'narrowed' | 'content' | 'sharing';

export type Change =
  | { readonly outcome: 'saved' }
  /** Somebody changed it meanwhile, in another way. */
  | { readonly outcome: 'conflict'; readonly theirs: Memory; readonly done: readonly Step[] }
  | { readonly outcome: 'gone'; readonly done: readonly Step[] }
  /** Only a part of it was done; `now` is the memory after that. */
  | {
      readonly outcome: 'partly';
      readonly error: ServiceError;
      readonly now: Memory;
      readonly done: readonly Step[];
    };

/** Changes of others at the very same moment after which it is given up. */
const mostRounds = 3;

/**
 * Turns the version of a memory that somebody edited into what they wish. Text and readers are two operations at the
 * server: whoever may not read it any more loses that before there is a new text, and who may read it from now on gets
 * to see nothing before the text is the new one. Whatever of the wish is there already counts as done, so that the same
 * form can be sent again.
 *
 * @param base absent when it is not known what was edited: then any difference is a conflict.
 * @throws ServiceError when nothing was done.
 */
export async function changeMemory(
  memory: MemoryService,
  id: string,
  base: BaseVersion | undefined,
  wish: MemoryState,
): Promise<Change> {
  const done: Step[] = [];
  let current = await findMemory(memory, id);
  const isForeign = (now: Memory, mine: MemoryState) =>
    differingParts(stateOf(now), wish).some((part) => !isSame(part, stateOf(now), mine));

  if (current === undefined) return { outcome: 'gone', done };
  const start: MemoryState = base ?? wish;
  if (isForeign(current, start)) return { outcome: 'conflict', theirs: current, done };
  try {
    for (let round = 0; differsInContent(current, wish); round += 1) {
      const narrowed = narrower(stateOf(current).sharing, wish.sharing);
      if (!isSameSharing(narrowed, stateOf(current).sharing)) {
        const before: Memory = current;
        current = await share(memory, id, narrowed);
        done.push('narrowed');
        if (differsInContent(current, stateOf(before))) {
          return { outcome: 'conflict', theirs: current, done };
        }
      }
      const written = await write(memory, current, wish);
      current = written.memory;
      if (!written.isConflict) {
        done.push('content');
        break;
      }
      const mine: MemoryState = done.includes('narrowed') ? { ...start, sharing: narrowed } : start;
      if (isForeign(current, mine) || round === mostRounds) {
        return { outcome: 'conflict', theirs: current, done };
      }
    }
    if (!isSameSharing(stateOf(current).sharing, wish.sharing)) {
      current = await share(memory, id, wish.sharing);
      done.push('sharing');
      if (differsInContent(current, wish)) return { outcome: 'conflict', theirs: current, done };
    }
    return { outcome: 'saved' };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.code === 'not_found') return { outcome: 'gone', done };
    if (done.length === 0) throw error;
    return { outcome: 'partly', error, now: current, done };
  }
}

function differsInContent(memory: Memory, wish: MemoryState): boolean {
  return differingParts(stateOf(memory), wish).some((part) => part !== 'sharing');
}

function share(
  memory: MemoryService,
  id: string,
  { permission, userIds, groupIds }: Sharing,
): Promise<Memory> {
  return memory.call('modify_permissions', {
    memory_id: id,
    permission,
    ...(permission === 'shared' && { shared_with: { user_ids: userIds, group_ids: groupIds } }),
  });
}

/** Writes what differs; answers the present memory also when it was changed in between. */
async function write(
  memory: MemoryService,
  current: Memory,
  wish: MemoryState,
): Promise<{ readonly memory: Memory; readonly isConflict: boolean }> {
  const now = stateOf(current);
  const [text, tags, category, expiresAt] = parts.map((part) => !isSame(part, now, wish));
  try {
    const written = await memory.call('update_memory', {
      memory_id: current.id,
      expected_updated_at: current.updated_at,
      ...(text && { text: wish.text }),
      ...(tags && { tags: wish.tags }),
      ...(category && { category: wish.category ?? null }),
      ...(expiresAt && { expiration_date: wish.expiresAt ?? null }),
    });
    return { memory: written, isConflict: false };
  } catch (error) {
    const present = error instanceof ServiceError && error.code === 'conflict';
    if (!present || typeof error.details.current !== 'object') throw error;
    return { memory: error.details.current as Memory, isConflict: true };
  }
}
