import { z } from 'zod';
import { memorySchema } from '../memory/memory-json.js';

const id = z.uuid();
const time = z.iso.datetime();

export const memoryPageSchema = z.looseObject({
  memories: z.array(memorySchema),
  next_cursor: z
    .string()
    .nullable()
    .describe('Pass this as `cursor` to get the next page; null on the last page.'),
});

export const memoryListSchema = memoryPageSchema.extend({
  total: z
    .int()
    .nullable()
    .optional()
    .describe(
      'With `count`: the number of matching memories on all pages, exact up to 10,000. null if `contains` is given.',
    ),
  total_is_estimate: z
    .boolean()
    .optional()
    .describe(
      'With `count`: true if `total` is an estimate because more than 10,000 memories match.',
    ),
});

export const groupSchema = z
  .looseObject({
    id,
    owner_id: id,
    name: z.string(),
    description: z.string().nullable(),
    member_ids: z
      .array(id)
      .describe('The members other than the owner. Visible only to the owner.'),
    created_at: time,
    updated_at: time,
  })
  .describe('A group of users to share memories with.');

/** What a call that creates something adds to it. */
export const created = z
  .boolean()
  .describe('false if an earlier call with the same `id` and content already created it.');

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
