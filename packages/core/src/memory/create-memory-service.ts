import type { LabelKind } from '../ports/memory-store.js';
import type { Guard } from '../token/guard.js';
import { runBatch, runOne } from './batch.js';
import { permissionAction, updateAction } from './change.js';
import type { MemoryContext } from './memory-context.js';
import type { MemoryService } from './memory-service.js';
import { getMemory, listMemories, queryMemories } from './recall.js';
import { removeAction } from './remove.js';
import { renameLabel } from './rename-label.js';
import { submitAction } from './submit.js';

/** Memories as the guard's principal may use them. */
export function createMemoryService(context: MemoryContext, guard: Guard): MemoryService {
  const { userId } = guard.principal;
  const reading = <Value>(operation: string, input: unknown, work: () => Promise<Value>) =>
    guard.run(operation, 'memories:read', input, work);
  const writing = <Value>(operation: string, input: unknown, work: () => Promise<Value>) =>
    guard.run(operation, 'memories:write', input, work);
  const labels = (kind: LabelKind) =>
    context.store.memories.listLabels(userId, kind, context.clock.now());

  return {
    submit: (input, options) =>
      writing('submit_memory', input, () =>
        runOne(submitAction(context, userId, options?.signal), input),
      ),
    update: (input, options) =>
      writing('update_memory', input, () =>
        runOne(updateAction(context, userId, options?.signal), input),
      ),
    setPermission: (input) =>
      writing('modify_permissions', input, () => runOne(permissionAction(context, userId), input)),
    delete: (memoryId) =>
      writing('delete_memory', { memoryId }, async () => {
        await runOne(removeAction(context, userId), memoryId);
      }),

    get: (memoryId) =>
      reading('get_memory', { memoryId }, () => getMemory(context, userId, memoryId)),
    list: (input) => reading('get_memories', input, () => listMemories(context, userId, input)),
    query: (input, options) =>
      reading('query_memory', input, () => queryMemories(context, userId, input, options?.signal)),
    listTags: () =>
      reading('list_tags', undefined, () =>
        labels('tag').then((all) => all.map(({ label: tag, count }) => ({ tag, count }))),
      ),
    listCategories: () =>
      reading('list_categories', undefined, () =>
        labels('category').then((all) =>
          all.map(({ label: category, count }) => ({ category, count })),
        ),
      ),
    renameTag: (input) =>
      writing('rename_tag', input, () => renameLabel(context, userId, 'tag', input)),
    renameCategory: (input) =>
      writing('rename_category', input, () => renameLabel(context, userId, 'category', input)),

    batchSubmit: (items, options) =>
      writing('batch_submit_memories', undefined, () =>
        runBatch(submitAction(context, userId, options?.signal), items, options?.atomic),
      ),
    batchUpdate: (items, options) =>
      writing('batch_update_memories', undefined, () =>
        runBatch(updateAction(context, userId, options?.signal), items, options?.atomic),
      ),
    batchSetPermission: (items, options) =>
      writing('batch_modify_permissions', undefined, () =>
        runBatch(permissionAction(context, userId), items, options?.atomic),
      ),
    batchDelete: (items, options) =>
      writing('batch_delete_memories', undefined, () =>
        runBatch(removeAction(context, userId), items, options?.atomic),
      ),
  };
}
