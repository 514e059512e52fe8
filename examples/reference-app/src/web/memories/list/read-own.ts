import type { ConnectedVisit } from '../../http/visit.js';
import { ServiceError } from '../../memory-service/service-error.js';
import type { Memory } from '../../memory-service/tools.js';
import { inParallel } from '../../people/in-parallel.js';
import { ownIdOf } from '../../people/own-id.js';
import { type ListQuery, wholeList } from './list-query.js';
import { isStaleCursor } from './read-list.js';
import { serverQuery } from './server-query.js';

const perRequest = 200;
/** Pages of a list that are read before memories are asked for one by one. */
const mostPages = 10;
const atOnce = 8;

/**
 * The visitor's own memories of these ids, in their order, also expired ones. Those that are gone, and those of others, are
 * left out alike.
 *
 * @param near a list in which they probably are: one page of it spares many single questions.
 */
export async function readOwn(
  visit: ConnectedVisit,
  ids: readonly string[],
  near?: ListQuery,
): Promise<readonly Memory[]> {
  const found = new Map<string, Memory>();
  const wanted = new Set(ids);
  const isMissing = () => ids.some((id) => !found.has(id));
  const keep = (memories: readonly Memory[]) => {
    for (const each of memories) if (wanted.has(each.id)) found.set(each.id, each);
  };

  if (ids.length > 1 && near) {
    const size = Math.ceil(ids.length / perRequest) + 1;
    try {
      await readPages(visit, near, Math.min(size, mostPages), keep, isMissing);
    } catch (error) {
      if (!isStaleCursor(error)) throw error;
    }
  }
  const ownId = isMissing() ? await ownIdOf(visit) : undefined;
  const asked = ids.filter((id) => !found.has(id));
  const single = await inParallel(asked, atOnce, (id) => readOne(visit, id));
  keep(single.flatMap((memory) => (memory && memory.user_id === ownId ? memory : [])));
  if (isMissing()) {
    const expired = { ...wholeList(), expiry: 'expired' } as const;
    await readPages(visit, expired, mostPages, keep, isMissing);
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function readOne({ memory }: ConnectedVisit, id: string): Promise<Memory | undefined> {
  try {
    return await memory.call('get_memory', { memory_id: id });
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'not_found') return undefined;
    throw error;
  }
}

async function readPages(
  visit: ConnectedVisit,
  query: ListQuery,
  mostRead: number,
  keep: (memories: readonly Memory[]) => void,
  isWanted: () => boolean,
): Promise<void> {
  // Always of the visitor's own, whatever list it was.
  const { user_id: _, ...request } = serverQuery(query, visit);
  let { cursor } = query;
  for (let page = 0; page < mostRead && isWanted(); page += 1) {
    const { memories, next_cursor } = await visit.memory.call('get_memories', {
      ...request,
      limit: perRequest,
      ...(cursor !== undefined && { cursor }),
    });
    keep(memories);
    if (next_cursor === null) return;
    cursor = next_cursor;
  }
}
