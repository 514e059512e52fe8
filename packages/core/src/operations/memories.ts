import { z } from 'zod';
import { limits } from '../limits.js';
import {
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
import { defineOperation, type Operation } from './operation.js';
import { memoryListSchema, memoryPageSchema } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const memoryOperations: readonly Operation[] = [
  defineOperation({
    name: 'submit_memory',
    title: 'Remember something',
    description:
      'Stores one memory: a short text about the user, their life or their work. Use it when the user states a fact, a preference, a plan or a decision that should be known later. Write one self-contained fact per memory. Private unless `permission` says otherwise. Returns the stored memory with its id. To make a call safe to repeat, pass an `id` of your choice (a UUID): the same call again then stores nothing and returns the memory with `created: false`.',
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
      "Reads one memory by its id: one of the user's own, or somebody else's that the user may read. One that has expired is not found; get_memories with `expired` lists those.",
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
      "Lists memories by exact filters (ids, permission, tags, category, dates, words of the text), newest first by default, a page at a time. Without `user_id` these are the user's own; with another user's id, those of that user which the caller may read. To find memories by meaning, use query_memory.",
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
      "Returns all of the user's own memories that have not expired, newest first. With `limit` or `cursor` it returns one page instead. Prefer query_memory when looking for something in particular.",
    scope: 'memories:read',
    annotations: reads,
    input: z.strictObject({
      limit: z.int().min(1).max(limits.page).optional().describe('Page size; absent: everything.'),
      cursor: z.string().max(1_000).optional().describe('`next_cursor` of the page before.'),
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
      "Finds the memories that are nearest in meaning to `query`, best first, each with a score. Use it before answering anything that may depend on what the user said earlier. Searches the user's own memories unless `scope` is `visible` or `public`. Filters narrow it further.",
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
      "Changes the text, expiry, tags, category, metadata or readers of one of the user's own memories: all of it, or nothing. Fields that are not named stay. Pass `expected_updated_at` to be refused with `conflict`, and told the current memory, if somebody changed it in between. Ask the user before making anything public.",
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
      "Makes one of the user's own memories private, public, or shared with the users and groups in `shared_with`, which replaces whom it was shared with before. Pass `expected_updated_at` as in update_memory. Ask the user before making anything public.",
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
    description: "Deletes one of the user's own memories for good.",
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(referenceInput),
    output: z.looseObject({ deleted: z.literal(true), memory_id: z.uuid() }),
    example: { memory_id: '3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52' },
    async handle({ picard }, { memoryId }) {
      await picard.memories.delete(memoryId);
      return { deleted: true as const, memory_id: memoryId };
    },
  }),
];
