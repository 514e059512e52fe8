import { z } from 'zod';
import { limits } from '../limits.js';
import { listDeletedInput, referenceInput } from '../memory/input.js';
import {
  deletedMemorySchema,
  deletedMemoryToJson,
  memorySchema,
  memoryToJson,
} from '../memory/memory-json.js';
import { bringsBack, reads, replaces } from './annotations.js';
import { runBatchByWire } from './batch-wire.js';
import { deletionShape, deletionToJson } from './deletion-json.js';
import { memoryIdList } from './memory-id-list.js';
import { defineOperation, type Operation } from './operation.js';
import { batchSchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

const batch = z.strictObject({
  memory_ids: memoryIdList,
  atomic: z
    .boolean()
    .default(false)
    .describe('true: if one id fails, nothing is done and the call fails.'),
});

const example = { memory_ids: ['3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52'] };

export const trashOperations: readonly Operation[] = [
  defineOperation({
    name: 'list_deleted_memories',
    title: 'List deleted memories',
    description:
      "List the user's own deleted memories that can still be restored, the most recently deleted first, one page at a time.",
    scope: 'memories:read',
    annotations: reads,
    input: onTheWire(listDeletedInput),
    output: z.looseObject({
      memories: z.array(deletedMemorySchema),
      next_cursor: z
        .string()
        .nullable()
        .describe('Pass this as `cursor` to get the next page; null on the last page.'),
    }),
    example: { limit: 20 },
    async handle({ picard }, input) {
      const { memories, nextCursor } = await picard.memories.listDeleted(input);
      return { memories: memories.map(deletedMemoryToJson), next_cursor: nextCursor ?? null };
    },
  }),
  defineOperation({
    name: 'restore_memories',
    title: 'Restore deleted memories',
    description: `Restore up to ${limits.batch.toLocaleString('en')} of the user's own deleted memories with their previous permission; shares with groups that the user has left are removed. Returns one result per id, in order. An invalid id does not affect the others unless \`atomic\` is true.`,
    scope: 'memories:write',
    annotations: bringsBack,
    input: batch,
    output: batchSchema({ memory: memorySchema }),
    example,
    handle: ({ picard }, { memory_ids, atomic }) =>
      runBatchByWire({
        items: memory_ids.map((memory_id) => ({ memory_id })),
        atomic,
        schema: referenceInput,
        run: (ready) => picard.memories.restore(ready, { atomic }),
        toJson: (memory) => ({ memory: memoryToJson(memory) }),
      }),
  }),
  defineOperation({
    name: 'purge_memories',
    title: 'Delete permanently',
    description: `Permanently delete up to ${limits.batch.toLocaleString('en')} of the user's own memories from the trash. Ask the user first: this cannot be undone. Returns one result per id, in order. An invalid id does not affect the others unless \`atomic\` is true.`,
    scope: 'memories:write',
    annotations: replaces,
    input: batch,
    output: batchSchema(deletionShape),
    example,
    handle: ({ picard }, { memory_ids, atomic }) =>
      runBatchByWire({
        items: memory_ids.map((memory_id) => ({ memory_id })),
        atomic,
        schema: referenceInput,
        run: (ready) => picard.memories.purge(ready, { atomic }),
        toJson: deletionToJson,
      }),
  }),
];
