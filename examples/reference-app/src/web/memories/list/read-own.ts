import type { ConnectedVisit } from '../../http/visit.js';
import type { Memory } from '../../memory-service/tools.js';
import { ownIdOf } from '../../people/own-id.js';

/** Memories of one page of the server. */
const perRequest = 200;

/**
 * The visitor's own memories of these ids, in their order, also expired ones. Those that are gone, and those of others,
 * are left out alike.
 */
export async function readOwn(
  visit: ConnectedVisit,
  ids: readonly string[],
): Promise<readonly Memory[]> {
  if (ids.length === 0) return [];
  const user_id = await ownIdOf(visit);
  const found = new Map<string, Memory>();
  for (let start = 0; start < ids.length; start += perRequest) {
    const memory_ids = ids.slice(start, start + perRequest);
    const pages = await Promise.all(
      [false, true].map((expired) =>
        visit.memory.call('get_memories', { user_id, memory_ids, expired, limit: perRequest }),
      ),
    );
    for (const memory of pages.flatMap(({ memories }) => memories)) found.set(memory.id, memory);
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}
