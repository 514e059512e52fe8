import { z } from 'zod';
import { limits } from '../limits.js';
import { referenceInput, setPermissionInput, submitInput, updateInput } from '../memory/input.js';
import { created, memorySchema, memoryToJson } from '../memory/memory-json.js';
import { adds, replaces } from './annotations.js';
import { batchInput, runBatchByWire } from './batch-wire.js';
import { withIdsIn } from './created-ids.js';
import { defineOperation, type Operation } from './operation.js';
import { batchSchema } from './output-schemas.js';

export const memoryBatchOperations: readonly Operation[] = [
  defineOperation({
    name: 'batch_submit_memories',
    title: 'Remember several things',
    description:
      'Stores up to 1,000 memories in one call. Returns one result per item, in order; a bad item does not stop the others unless `atomic` is true. Each item may carry an `id`, as in submit_memory.',
    scope: 'memories:write',
    annotations: adds,
    withIds: withIdsIn('memories'),
    input: batchInput('memories', submitInput),
    output: batchSchema({ memory: memorySchema, created }),
    example: {
      memories: [{ text: 'Allergic to peanuts.' }, { text: 'Works at a bakery.', tags: ['work'] }],
    },
    handle: ({ picard, signal }, { items, atomic }) =>
      runBatchByWire({
        items,
        atomic,
        schema: submitInput,
        run: (ready) => picard.memories.batchSubmit(ready, { atomic, signal }),
        toJson: (memory) => ({ memory: memoryToJson(memory), created: memory.created }),
      }),
  }),
  defineOperation({
    name: 'batch_update_memories',
    title: 'Change several memories',
    description:
      "Changes up to 1,000 of the caller's own memories in one call; each item is as in update_memory. Returns one result per item, in order; a bad item does not stop the others unless `atomic` is true.",
    scope: 'memories:write',
    annotations: replaces,
    input: batchInput('memories', updateInput),
    output: batchSchema({ memory: memorySchema }),
    example: {
      memories: [
        { memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52', tags: ['travel', 'flights'] },
      ],
      atomic: true,
    },
    handle: ({ picard, signal }, { items, atomic }) =>
      runBatchByWire({
        items,
        atomic,
        schema: updateInput,
        run: (ready) => picard.memories.batchUpdate(ready, { atomic, signal }),
        toJson: (memory) => ({ memory: memoryToJson(memory) }),
      }),
  }),
  defineOperation({
    name: 'batch_modify_permissions',
    title: 'Choose who may read several memories',
    description:
      "Sets the permission of up to 1,000 of the caller's own memories in one call; each item is as in modify_permissions. Returns one result per item, in order; a bad item does not stop the others unless `atomic` is true.",
    scope: 'memories:write',
    annotations: replaces,
    input: batchInput('memories', setPermissionInput),
    output: batchSchema({ memory: memorySchema }),
    example: {
      memories: [{ memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52', permission: 'private' }],
    },
    handle: ({ picard }, { items, atomic }) =>
      runBatchByWire({
        items,
        atomic,
        schema: setPermissionInput,
        run: (ready) => picard.memories.batchSetPermission(ready, { atomic }),
        toJson: (memory) => ({ memory: memoryToJson(memory) }),
      }),
  }),
  defineOperation({
    name: 'batch_delete_memories',
    title: 'Delete several memories',
    description:
      "Deletes up to 1,000 of the caller's own memories for good in one call. Returns one result per id, in order; a bad id does not stop the others unless `atomic` is true.",
    scope: 'memories:write',
    annotations: replaces,
    input: z.strictObject({
      memory_ids: z
        .array(z.unknown().meta({ type: 'string', format: 'uuid' }))
        .min(1, 'must not be empty')
        .max(limits.batch, `must have at most ${limits.batch} items`)
        .describe('Ids of the memories.'),
      atomic: z
        .boolean()
        .default(false)
        .describe('true: if one id fails, nothing is deleted and the call fails.'),
    }),
    output: batchSchema({ deleted: z.literal(true), memory_id: z.uuid() }),
    example: { memory_ids: ['3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52'] },
    handle: ({ picard }, { memory_ids, atomic }) =>
      runBatchByWire({
        items: memory_ids.map((memory_id) => ({ memory_id })),
        atomic,
        schema: referenceInput,
        run: (ready) => picard.memories.batchDelete(ready, { atomic }),
        toJson: ({ memoryId }) => ({ deleted: true, memory_id: memoryId }),
      }),
  }),
];
