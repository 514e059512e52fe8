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
      'Store up to 1,000 memories in one call. Returns one result per item, in order. An invalid item does not affect the others unless `atomic` is true. Each item may have an `id`, as in submit_memory.',
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
      "Change up to 1,000 of the caller's own memories in one call; each item has the fields of update_memory. Returns one result per item, in order. An invalid item does not affect the others unless `atomic` is true.",
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
      "Set the permission of up to 1,000 of the caller's own memories in one call; each item has the fields of modify_permissions. Returns one result per item, in order. An invalid item does not affect the others unless `atomic` is true. With `filter` instead of `memories`, sets `permission` for all matching memories: call with `dry_run` first, tell the user the count, then pass the returned `confirm`.",
    scope: 'memories:write',
    annotations: replaces,
    input: z.strictObject({
      memories: itemList(setPermissionInput).optional(),
      ...filterFields,
      permission: setPermissionInput.shape.permission.optional().describe('Only with `filter`.'),
      shared_with: onTheWire(sharedWith).optional().describe('Only with `filter`.'),
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
        if (permission !== undefined) throw invalidField('permission', 'requires `filter`');
        if (shared_with) throw invalidField('shared_with', 'requires `filter`');
        const { atomic } = given;
        const run = (ready: readonly unknown[]) =>
          picard.memories.batchSetPermission(ready, { atomic });
        return runBatchByWire({
          ...{ items: items ?? [], atomic, schema: setPermissionInput, run, toJson },
        });
      }
      if (permission === undefined) throw invalidField('permission', 'is required with `filter`');
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
      "Delete up to 1,000 of the caller's own memories in one call. They move to the trash, from which restore_memories can restore them; with `permanent`, they are deleted immediately and cannot be restored. Returns one result per id, in order. An invalid id does not affect the others unless `atomic` is true. With `filter` instead of `memory_ids`, deletes all matching memories: call with `dry_run` first, tell the user the count, then pass the returned `confirm`.",
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
