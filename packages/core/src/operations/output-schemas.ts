import { z } from 'zod';
import { memorySchema } from '../memory/memory-json.js';

const id = z.uuid();
const time = z.iso.datetime();

export const memoryPageSchema = z.looseObject({
  memories: z.array(memorySchema),
  next_cursor: z
    .string()
    .nullable()
    .describe('Pass it as `cursor` for the next page; null on the last.'),
});

export const memoryListSchema = memoryPageSchema.extend({
  total: z
    .int()
    .nullable()
    .optional()
    .describe(
      'With `count`: how many memories match, on all pages; exact up to 10,000. null with `contains`.',
    ),
  total_is_estimate: z
    .boolean()
    .optional()
    .describe('With `count`: whether `total` is an estimate, because more than 10,000 match.'),
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

/** What a call that creates something adds to it. */
export const created = z
  .boolean()
  .describe(
    'False if it was there already: the same call with the same `id` has been made before.',
  );

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
