import type { Context } from '../../../context.js';
import type { ConnectedVisit } from '../../../http/visit.js';
import { isPassing, ServiceError } from '../../../memory-service/service-error.js';
import type { ListQuery } from '../list-query.js';
import { readOwn } from '../read-own.js';
import { deletionStore } from './deletion-store.js';

/** What came of a deletion. */
export interface Deletion {
  readonly deleted: number;
  /** How many were not there, or not the visitor's. */
  readonly gone: number;
  /** By which it can be undone; absent when there is nothing to bring back. */
  readonly id: string | undefined;
}

/**
 * Deletes memories of the visitor, and keeps encrypted copies for a while. Copies are made first: nothing is deleted that
 * could not be brought back. Whoever asks a second time, as by a double click, is offered to undo the first.
 *
 * @throws ServiceError When it is not known what was done the copies stay, so that asking again leads to them.
 */
export async function deleteMemories(
  { database, sealer, now }: Pick<Context, 'database' | 'sealer' | 'now'>,
  visit: ConnectedVisit,
  ids: readonly string[],
  near?: ListQuery,
): Promise<Deletion> {
  const store = deletionStore(database.pool, sealer);
  await store.purge(now());
  const memories = await readOwn(visit, ids, near);
  const earlier = () => store.findOf(visit.user.id, ids, now());
  if (memories.length === 0) return { deleted: 0, gone: ids.length, id: await earlier() };

  const memory_ids = memories.map(({ id }) => id);
  const id = await store.keep(visit.user.id, memories, now());
  let stayed: readonly string[] = memory_ids;
  try {
    const { results = [] } = await visit.memory.call('batch_delete_memories', {
      memory_ids,
      atomic: false,
    });
    stayed = results.flatMap(({ index, status }) =>
      status === 'error' ? (memory_ids[index] ?? []) : [],
    );
  } catch (error) {
    if (isOpen(error)) stayed = [];
    throw error;
  } finally {
    if (stayed.length > 0) await store.forget(id, stayed);
  }
  const deleted = memory_ids.length - stayed.length;
  return { deleted, gone: ids.length - deleted, id: deleted > 0 ? id : await earlier() };
}

/** Whether the server may have done it all the same. */
function isOpen(error: unknown): boolean {
  return error instanceof ServiceError && isPassing(error) && error.code !== 'rate_limited';
}
