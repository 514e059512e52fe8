import type { Request } from 'express';
import type { Toast } from '../../../http/toast.js';
import type { ConnectedVisit } from '../../../http/visit.js';
import { ServiceError } from '../../../memory-service/service-error.js';
import type { ListQuery } from '../list-query.js';
import { deleteMemories } from '../remove/delete-memories.js';
import { deletionToast } from '../remove/remove-toasts.js';
import { batchFilter, type Filter } from '../server-query.js';
import type { Asked } from './asked.js';
import type { BulkChoice } from './bulk-form.js';
import { bulkToast } from './bulk-toast.js';
import { carryOutMatching } from './carry-out.js';
import { type PermissionWish, permissionFields, readPermission } from './wishes.js';

/** What was done, or what is to be asked first. */
export type Done = { readonly toast: Toast } | { readonly ask: Partial<Asked> };

/** The filter by which the server finds all that a list shows; `undefined` if only a list finds them. */
export function matchingFilter(
  { which, action }: BulkChoice,
  query: ListQuery,
  visit: ConnectedVisit,
): Filter | undefined {
  const isByServer = action === 'delete' || action === 'permission';
  const isFilter = which === 'matching' && isByServer && query.words === '';
  return isFilter ? batchFilter(query, visit) : undefined;
}

/** The first of the memories that match, and how many there are: exactly, once it is known what is to become of them. */
export async function askMatching(
  { memory }: ConnectedVisit,
  filter: Filter,
  change?: PermissionWish | 'delete',
) {
  const named = { filter, dry_run: true };
  const [{ memories, total }, counted] = await Promise.all([
    memory.call('get_memories', { ...filter, limit: 5, count: true }),
    change === 'delete'
      ? memory.call('batch_delete_memories', named)
      : change &&
        memory.call('batch_modify_permissions', { ...permissionFields(change), ...named }),
  ]);
  const count = counted?.count ?? total ?? memories.length;
  const fields = fieldsOf({ filter, confirm: counted?.confirm, count });
  return { ids: [], memories, count, fields } satisfies Partial<Asked>;
}

/** What a form carries: the server compares the filter with the one that was counted. */
export function fieldsOf({
  filter,
  confirm,
  count,
}: Pick<BulkChoice, 'filter' | 'confirm' | 'count'>) {
  return {
    filter: JSON.stringify(filter),
    ...(confirm !== undefined && { confirm }),
    ...(count !== undefined && { count: String(count) }),
  };
}

/** Changes all memories that match, as they were counted and confirmed. */
export async function changeMatching(
  visit: ConnectedVisit,
  request: Request,
  asked: { readonly filter: Filter; readonly choice: BulkChoice; readonly back: string },
): Promise<Done> {
  const { filter, back } = asked;
  const { action, step, confirm } = asked.choice;
  const wish = action === 'delete' ? action : await readPermission(visit, request);
  if (typeof wish === 'object' && 'errors' in wish) {
    return { ask: { ...(await askMatching(visit, filter)), errors: wish.errors } };
  }
  const ask = async (): Promise<Partial<Asked>> => ({
    ...(await askMatching(visit, filter, wish)),
    ...(wish !== 'delete' && { sure: wish }),
  });
  if (confirm === undefined || (wish !== 'delete' && step !== 'sure')) return { ask: await ask() };
  try {
    if (wish !== 'delete') {
      const counted = { filter, confirm };
      return { toast: bulkToast(visit, await carryOutMatching(visit, wish, counted)) };
    }
    const done = await deleteMemories(visit.memory, { filter, confirm });
    return { toast: deletionToast(visit, done, { ids: [], back }) };
  } catch (error) {
    if (!isOutdated(error)) throw error;
    return { ask: { ...(await ask()), note: visit.text.memories.bulk.recounted } };
  }
}

/** Whether the server no longer takes a confirmation: the set has changed, or too much time has passed. */
function isOutdated(error: unknown): boolean {
  return error instanceof ServiceError && error.details.field === 'confirm';
}
