import { type Principal, requireScope, type Scope } from '../token/principal.js';
import { runBatch, runOne } from './batch.js';
import { permissionAction, updateAction } from './change.js';
import type { MemoryContext } from './memory-context.js';
import type { MemoryService } from './memory-service.js';
import { getMemory, listMemories, queryMemories } from './recall.js';
import { removeAction } from './remove.js';
import { submitAction } from './submit.js';

/** Memories as `principal` may use them. */
export function createMemoryService(context: MemoryContext, principal: Principal): MemoryService {
  const { userId } = principal;

  /** Runs `work` with the user's id once the scope is granted; a refusal is a rejection, not a throw. */
  const allowed = async <Value>(scope: Scope, work: () => Promise<Value>): Promise<Value> => {
    requireScope(principal, scope);
    return work();
  };
  const reading = <Value>(work: () => Promise<Value>) => allowed('memories:read', work);
  const writing = <Value>(work: () => Promise<Value>) => allowed('memories:write', work);

  return {
    submit: (input, options) =>
      writing(() => runOne(submitAction(context, userId, options?.signal), input)),
    update: (input, options) =>
      writing(() => runOne(updateAction(context, userId, options?.signal), input)),
    setPermission: (input) => writing(() => runOne(permissionAction(context, userId), input)),
    delete: (memoryId) =>
      writing(async () => {
        await runOne(removeAction(context, userId), memoryId);
      }),

    get: (memoryId) => reading(() => getMemory(context, userId, memoryId)),
    list: (input) => reading(() => listMemories(context, userId, input)),
    query: (input, options) =>
      reading(() => queryMemories(context, userId, input, options?.signal)),
    listTags: () => reading(() => context.store.memories.listTags(userId, context.clock.now())),

    batchSubmit: (items, options) =>
      writing(() =>
        runBatch(submitAction(context, userId, options?.signal), items, options?.atomic),
      ),
    batchUpdate: (items, options) =>
      writing(() =>
        runBatch(updateAction(context, userId, options?.signal), items, options?.atomic),
      ),
    batchSetPermission: (items, options) =>
      writing(() => runBatch(permissionAction(context, userId), items, options?.atomic)),
    batchDelete: (items, options) =>
      writing(() => runBatch(removeAction(context, userId), items, options?.atomic)),
  };
}
