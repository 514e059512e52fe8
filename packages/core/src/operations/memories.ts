import { z } from 'zod';
import { limits } from '../limits.js';
import {
  deleteInput,
  listInput,
  queryInput,
  referenceInput,
  setPermissionInput,
  submitInput,
  updateInput,
} from '../memory/input.js';
import type { Memory } from '../memory/memory.js';
import {
  foundMemorySchema,
  foundMemoryToJson,
  memorySchema,
  memoryToJson,
  submittedMemorySchema,
  submittedMemoryToJson,
} from '../memory/memory-json.js';
import { adds, reads, replaces } from './annotations.js';
import { withId } from './created-ids.js';
import { deletionShape, deletionToJson } from './deletion-json.js';
import { defineOperation, type Operation } from './operation.js';
import { memoryListSchema, memoryPageSchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const memoryOperations: readonly Operation[] = [
  defineOperation({
    name: 'submit_memory',
    title: 'Remember something',
    description:
      'Store one memory: a short text about the user, their life or their work. Use it when the user states a fact, a preference, a plan or a decision that should be remembered. Write one self-contained fact per memory. The memory is private unless `permission` is given or the user has chosen another default. Returns the stored memory with its id. To make the call safe to repeat, pass an `id` of your choice (a UUID): repeating the call stores nothing and returns the memory with `created: false`.',
    scope: 'memories:write',
    annotations: adds,
    withIds: withId,
    input: onTheWire(submitInput),
    output: submittedMemorySchema,
    example: {
      text: 'Prefers window seats on long flights.',
      tags: ['travel'],
      category: 'preferences',
    },
    handle: async ({ picard, signal }, input) =>
      submittedMemoryToJson(await picard.memories.submit(input, { signal })),
  }),
  defineOperation({
    name: 'get_memory',
    title: 'Read one memory',
    description:
      "Get one memory by its id: one of the user's own, or another user's that the user may read. An expired memory is not found; to list expired memories, use get_memories with `expired`.",
    scope: 'memories:read',
    annotations: reads,
    input: onTheWire(referenceInput),
    output: memorySchema,
    example: { memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52' },
    handle: async ({ picard }, { memoryId }) => memoryToJson(await picard.memories.get(memoryId)),
  }),
  defineOperation({
    name: 'get_memories',
    title: 'List memories',
    description:
      "List memories that match exact filters (ids, permission, tags, category, dates, words in the text), newest first by default, one page at a time. Without `user_id`, lists the user's own memories; with another user's id, those of that user that the caller may read. To find memories by meaning, use query_memory.",
    scope: 'memories:read',
    annotations: reads,
    input: onTheWire(listInput),
    output: memoryListSchema,
    example: { tags: ['travel'], sort: 'created_at', order: 'desc', limit: 20 },
    async handle({ picard }, input) {
      const { memories, nextCursor, total, totalIsEstimate } = await picard.memories.list(input);
      return {
        memories: memories.map(memoryToJson),
        next_cursor: nextCursor ?? null,
        ...(input.count && { total: total ?? null, total_is_estimate: totalIsEstimate ?? false }),
      };
    },
  }),
  defineOperation({
    name: 'retrieve_memories',
    title: 'Retrieve all own memories',
    description:
      "Get all of the user's own memories that have not expired, newest first. With `limit` or `cursor`, returns one page instead. To look for something specific, use query_memory.",
    scope: 'memories:read',
    annotations: reads,
    input: z.strictObject({
      limit: z.int().min(1).max(limits.page).optional().describe('Page size. Default: everything.'),
      cursor: z.string().max(1_000).optional().describe('The `next_cursor` of the previous page.'),
    }),
    output: memoryPageSchema,
    example: {},
    async handle({ picard, signal }, input) {
      const paged = input.limit !== undefined || input.cursor !== undefined;
      const memories: Memory[] = [];
      let cursor = input.cursor;
      do {
        signal?.throwIfAborted();
        const page = await picard.memories.list({
          limit: paged ? input.limit : limits.page,
          cursor,
        });
        memories.push(...page.memories);
        cursor = page.nextCursor;
      } while (!paged && cursor !== undefined);
      return { memories: memories.map(memoryToJson), next_cursor: cursor ?? null };
    },
  }),
  defineOperation({
    name: 'query_memory',
    title: 'Find memories by meaning',
    description:
      "Find the memories that are closest in meaning to `query`, best match first, each with a score. Use it before answering anything that may depend on what the user said earlier. Searches the user's own memories unless `scope` is `visible` or `public`. Filters narrow the search.",
    scope: 'memories:read',
    annotations: reads,
    input: onTheWire(queryInput),
    output: z.looseObject({ memories: z.array(foundMemorySchema).describe('Best first.') }),
    example: { query: 'Where does the user like to sit on a plane?', limit: 5 },
    async handle({ picard, signal }, input) {
      const memories = await picard.memories.query(input, { signal });
      return { memories: memories.map(foundMemoryToJson) };
    },
  }),
  defineOperation({
    name: 'update_memory',
    title: 'Change a memory',
    description:
      "Change the text, expiry, tags, category, metadata or readers of one of the user's own memories, all in one step. Omitted fields stay unchanged. With `expected_updated_at`, the call fails with `conflict` and returns the current memory if it has changed since that time. Ask the user before making anything public.",
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(updateInput),
    output: memorySchema,
    example: {
      memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52',
      text: 'Prefers aisle seats on long flights.',
      expiration_date: null,
    },
    handle: async ({ picard, signal }, input) =>
      memoryToJson(await picard.memories.update(input, { signal })),
  }),
  defineOperation({
    name: 'modify_permissions',
    title: 'Choose who may read a memory',
    description:
      "Make one of the user's own memories private, public, or shared with the users and groups in `shared_with`, which replaces the previous list. `expected_updated_at` works as in update_memory. Ask the user before making anything public.",
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(setPermissionInput),
    output: memorySchema,
    example: {
      memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52',
      permission: 'shared',
      shared_with: { user_ids: ['9b2f4f5e-6d3c-4d5e-8f70-112233445566'], group_ids: [] },
    },
    handle: async ({ picard }, input) => memoryToJson(await picard.memories.setPermission(input)),
  }),
  defineOperation({
    name: 'delete_memory',
    title: 'Delete a memory',
    description:
      "Delete one of the user's own memories. It moves to the trash, from which restore_memories can restore it until `restorable_until`; with `permanent`, it is deleted immediately and cannot be restored. With `expected_updated_at`, the call fails with `conflict` and returns the current memory if it has changed since that time.",
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(deleteInput),
    output: z.looseObject(deletionShape),
    example: { memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52' },
    handle: async ({ picard }, input) => deletionToJson(await picard.memories.delete(input)),
  }),
];
