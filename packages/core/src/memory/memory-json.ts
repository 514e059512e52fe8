import { z } from 'zod';
import { type Permission, permissions } from '../permission/permission.js';
import type { DeletedMemory, FoundMemory, Memory, SubmittedMemory } from './memory.js';

const id = z.uuid();
const time = z.iso.datetime();

/** Each field of a memory as every wire carries it: its schema, and its value. Absent values are null. */
const wireFields = {
  id: { schema: id, of: (memory: Memory): string => memory.id },
  user_id: {
    schema: id.describe('Id of the owner.'),
    of: (memory: Memory): string => memory.userId,
  },
  text: { schema: z.string(), of: (memory: Memory) => memory.text },
  permission: {
    schema: z.enum(permissions),
    of: (memory: Memory): Permission => memory.permission,
  },
  shared_with: {
    schema: z
      .looseObject({ user_ids: z.array(id), group_ids: z.array(id) })
      .optional()
      .describe('Present only for the owner of a `shared` memory.'),
    of: ({ sharedWith }: Memory) =>
      sharedWith && {
        user_ids: [...sharedWith.userIds] as string[],
        group_ids: [...sharedWith.groupIds] as string[],
      },
  },
  tags: { schema: z.array(z.string()), of: (memory: Memory) => [...memory.tags] },
  category: { schema: z.string().nullable(), of: (memory: Memory) => memory.category ?? null },
  metadata: {
    schema: z.record(z.string(), z.unknown()),
    of: (memory: Memory): Record<string, unknown> => ({ ...memory.metadata }),
  },
  created_at: { schema: time, of: (memory: Memory) => memory.createdAt.toISOString() },
  updated_at: { schema: time, of: (memory: Memory) => memory.updatedAt.toISOString() },
  expiration_date: {
    schema: time.nullable(),
    of: (memory: Memory) => memory.expirationDate?.toISOString() ?? null,
  },
  is_expired: { schema: z.boolean(), of: (memory: Memory) => memory.isExpired },
  embedding_status: {
    schema: z
      .enum(['ready', 'pending'])
      .describe('`pending`: query_memory cannot find the memory yet.'),
    of: (memory: Memory) => memory.embeddingStatus,
  },
};

type WireFields = typeof wireFields;
type Shape = { [Name in keyof WireFields]: WireFields[Name]['schema'] };

const entries = Object.entries(wireFields);

/** Outputs are loose: a later version may add fields without breaking a client that checks them. */
export const memorySchema = z
  .looseObject(
    Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])) as unknown as Shape,
  )
  .describe('One memory.');

export const created = z
  .boolean()
  .describe(
    'false: an earlier call had already stored the memory with this id and content; nothing was written.',
  );

export const submittedMemorySchema = memorySchema
  .extend({ created })
  .describe('The stored memory, and whether this call created it.');

export const foundMemorySchema = memorySchema
  .extend({ score: z.number().describe('Cosine similarity to the query, from -1 to 1.') })
  .describe('One memory and how well it matches.');

/** A memory as every wire carries it: snake_case, times in ISO 8601 UTC. */
export type MemoryJson = {
  [Name in keyof WireFields as undefined extends ReturnType<WireFields[Name]['of']>
    ? never
    : Name]: ReturnType<WireFields[Name]['of']>;
} & {
  [Name in keyof WireFields as undefined extends ReturnType<WireFields[Name]['of']>
    ? Name
    : never]?: ReturnType<WireFields[Name]['of']>;
};

export function memoryToJson(memory: Memory): MemoryJson {
  const json: Record<string, unknown> = {};
  for (const [name, { of }] of entries) {
    const value = of(memory);
    if (value !== undefined) json[name] = value;
  }
  return json as MemoryJson;
}

export function submittedMemoryToJson(memory: SubmittedMemory) {
  return { ...memoryToJson(memory), created: memory.created };
}

export function foundMemoryToJson(memory: FoundMemory) {
  return { ...memoryToJson(memory), score: memory.score };
}

export const deletedMemorySchema = memorySchema
  .extend({ deleted_at: time, restorable_until: time.describe('When it is deleted permanently.') })
  .describe('One memory in the trash.');

export function deletedMemoryToJson({ deletedAt, restorableUntil, ...memory }: DeletedMemory) {
  return {
    ...memoryToJson(memory),
    deleted_at: deletedAt.toISOString(),
    restorable_until: restorableUntil.toISOString(),
  };
}

/** Names of the fields, in the order in which they are shown. */
export const memoryFieldNames = Object.keys(wireFields) as readonly (keyof WireFields)[];
