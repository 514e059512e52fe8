import { z } from 'zod';
import { invalidField } from '../invalid-input.js';
import { sharedWith } from '../memory/fields.js';
import {
  permanent,
  referenceInput,
  setPermissionInput,
  submitInput,
  updateInput,
} from '../memory/input.js';
import type { Memory } from '../memory/memory.js';
import { created, memorySchema, memoryToJson } from '../memory/memory-json.js';
import { adds, replaces } from './annotations.js';
import { atomic, batchInput, itemList, runBatchByWire } from './batch-wire.js';
import { withIdsIn } from './created-ids.js';
import { deletionShape, deletionToJson } from './deletion-json.js';
import {
  filteredBatchSchema,
  filteredBatchToJson,
  filterFields,
  filterOf,
} from './filtered-batch-wire.js';
import { memoryIdList } from './memory-id-list.js';
import { defineOperation, type Operation } from './operation.js';
import { batchSchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

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
      "Sets the permission of up to 1,000 of the caller's own memories in one call; each item is as in modify_permissions. Returns one result per item, in order; a bad item does not stop the others unless `atomic` is true. With `filter` in place of `memories`, sets `permission` for all that match: call with `dry_run` first, tell the user how many there are, then pass the returned `confirm`.",
    scope: 'memories:write',
    annotations: replaces,
    input: z.strictObject({
      memories: itemList(setPermissionInput).optional(),
      ...filterFields,
      permission: setPermissionInput.shape.permission.optional().describe('With `filter` only.'),
      shared_with: onTheWire(sharedWith).optional().describe('With `filter` only.'),
      atomic,
    }),
    output: filteredBatchSchema({ memory: memorySchema }),
    example: {
      memories: [{ memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52', permission: 'private' }],
    },
    async handle({ picard }, { memories: items, permission, shared_with, ...given }) {
      const toJson = (memory: Memory) => ({ memory: memoryToJson(memory) });
      const matching = filterOf('memories', items, given);
      if (!matching) {
        if (permission !== undefined) throw invalidField('permission', 'goes only with `filter`');
        if (shared_with) throw invalidField('shared_with', 'goes only with `filter`');
        const { atomic } = given;
        const run = (ready: readonly unknown[]) =>
          picard.memories.batchSetPermission(ready, { atomic });
        return runBatchByWire({
          ...{ items: items ?? [], atomic, schema: setPermissionInput, run, toJson },
        });
      }
      if (permission === undefined) throw invalidField('permission', 'is needed with `filter`');
      return filteredBatchToJson(
        await picard.memories.setPermissionMatching({
          ...{ ...matching, permission },
          ...(shared_with && { sharedWith: shared_with }),
        }),
        toJson,
      );
    },
  }),
  defineOperation({
    name: 'batch_delete_memories',
    title: 'Delete several memories',
    description:
      "Deletes up to 1,000 of the caller's own memories in one call. They wait in the trash, from where restore_memories brings them back; with `permanent` they are gone at once. Returns one result per id, in order; a bad id does not stop the others unless `atomic` is true. With `filter` in place of `memory_ids`, deletes all that match: call with `dry_run` first, tell the user how many there are, then pass the returned `confirm`.",
    scope: 'memories:write',
    annotations: replaces,
    input: z.strictObject({
      memory_ids: memoryIdList.optional(),
      ...filterFields,
      permanent,
      atomic,
    }),
    output: filteredBatchSchema(deletionShape),
    example: { memory_ids: ['3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52'] },
    async handle({ picard }, { memory_ids, permanent, ...given }) {
      const matching = filterOf('memory_ids', memory_ids, given);
      if (matching) {
        return filteredBatchToJson(
          await picard.memories.deleteMatching({ ...matching, permanent }),
          deletionToJson,
        );
      }
      const { atomic } = given;
      return runBatchByWire({
        items: (memory_ids ?? []).map((memory_id) => ({ memory_id })),
        atomic,
        schema: referenceInput,
        run: (ready) => picard.memories.batchDelete(ready, { atomic, permanent }),
        toJson: deletionToJson,
      });
    },
  }),
];
