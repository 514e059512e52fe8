import type { ConnectedVisit } from '../../../http/visit.js';
import { readOwn } from '../read-own.js';
import type { Filter } from '../server-query.js';
import { changeTags } from './change-tags.js';
import { noOutcome, type Outcome, withResults } from './outcome.js';
import { type PermissionWish, permissionFields, type Wish } from './wishes.js';

/** Does to each of the visitor's memories what is wished. One that cannot be changed does not stop the others. */
export async function carryOut(
  visit: ConnectedVisit,
  ids: readonly string[],
  wish: Wish,
): Promise<Outcome> {
  const { memory } = visit;
  if (wish.kind === 'tags') {
    const memories = await readOwn(visit, ids);
    const outcome = await changeTags(memory, memories, (tags) => [
      ...tags.filter((tag) => !wish.remove.includes(tag)),
      ...wish.add.filter((tag) => !tags.includes(tag)),
    ]);
    return { ...outcome, gone: outcome.gone + ids.length - memories.length };
  }
  if (wish.kind === 'permission') {
    const { results = [] } = await memory.call('batch_modify_permissions', {
      atomic: false,
      memories: ids.map((memory_id) => ({
        memory_id,
        ...permissionFields(wish),
      })),
    });
    return withResults(noOutcome, results);
  }
  const change =
    wish.kind === 'category'
      ? { category: wish.category }
      : { expiration_date: wish.expirationDate };
  const { results } = await memory.call('batch_update_memories', {
    atomic: false,
    memories: ids.map((memory_id) => ({ memory_id, ...change })),
  });
  return withResults(noOutcome, results);
}

/** Changes who may read all memories of a filter, as they were counted. */
export async function carryOutMatching(
  { memory }: ConnectedVisit,
  wish: PermissionWish,
  counted: { readonly filter: Filter; readonly confirm: string },
): Promise<Outcome> {
  const {
    results,
    succeeded = 0,
    failed = 0,
  } = await memory.call('batch_modify_permissions', {
    ...permissionFields(wish),
    ...counted,
  });
  // The server tells what became of each only where they are few.
  return results
    ? withResults(noOutcome, results)
    : { ...noOutcome, changed: succeeded, conflicts: failed };
}
