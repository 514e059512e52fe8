import { z } from 'zod';
import { permissions } from '../permission/permission.js';

const id = z.uuid();
const time = z.iso.datetime();

/** Outputs are loose: a later version may add fields without breaking a client that checks them. */
export const memorySchema = z
  .looseObject({
    id,
    user_id: id.describe('Its owner.'),
    text: z.string(),
    permission: z.enum(permissions),
    shared_with: z
      .looseObject({ user_ids: z.array(id), group_ids: z.array(id) })
      .optional()
      .describe('Only for the owner of a `shared` memory.'),
    tags: z.array(z.string()),
    category: z.string().nullable(),
    metadata: z.record(z.string(), z.unknown()),
    created_at: time,
    updated_at: time,
    expiration_date: time.nullable(),
    is_expired: z.boolean(),
    embedding_status: z
      .enum(['ready', 'pending'])
      .describe('`pending`: not yet found by query_memory; it will be soon.'),
  })
  .describe('One memory.');

export const foundMemorySchema = memorySchema
  .extend({ score: z.number().describe('Cosine similarity to the query, from -1 to 1.') })
  .describe('One memory and how well it matches.');

export const memoryPageSchema = z.looseObject({
  memories: z.array(memorySchema),
  next_cursor: z
    .string()
    .nullable()
    .describe('Pass it as `cursor` for the next page; null on the last.'),
});

export const groupSchema = z
  .looseObject({
    id,
    owner_id: id,
    name: z.string(),
    description: z.string().nullable(),
    member_ids: z.array(id).describe('Members besides the owner. Only the owner sees them.'),
    created_at: time,
    updated_at: time,
  })
  .describe('A group of users to share memories with.');

const errorSchema = z.looseObject({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** Per-item results, in the order of the items. */
export function batchSchema<Value extends z.ZodRawShape>(value: Value) {
  return z.looseObject({
    results: z
      .array(
        z.looseObject({
          index: z.int(),
          status: z.enum(['success', 'error']),
          ...optional(value),
          error: errorSchema.optional(),
        }),
      )
      .describe('One result per item, in order.'),
    succeeded: z.int(),
    failed: z.int(),
  });
}

function optional(shape: z.ZodRawShape): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, (field as z.ZodType).optional()]),
  );
}
