import { z } from 'zod';
import { idList, instant, uuid } from '../field.js';
import { limits } from '../limits.js';
import { memoryText, metadata, optionalFacts, permission, tags } from '../memory/fields.js';
import type { Memory } from '../memory/memory.js';
import { type MemoryJson, memoryFieldNames, memoryToJson } from '../memory/memory-json.js';

/** Fields that API responses contain but files do not need. */
const unsaid = ['is_expired', 'embedding_status'] as const;

/** A memory in a file: what an export writes of it, under its wire names. */
export type MemoryRecord = Omit<MemoryJson, (typeof unsaid)[number]>;

/**
 * The fields of a record in the order in which files show them. The readers come last: the last column of a table
 * that was truncated may look empty; the memory is then private.
 */
export const recordFields: readonly (keyof MemoryRecord)[] = [
  ...memoryFieldNames.filter(
    (name): name is Exclude<keyof MemoryRecord, 'shared_with'> =>
      name !== 'shared_with' && !(unsaid as readonly string[]).includes(name),
  ),
  'shared_with',
];

export function toRecord(memory: Memory): MemoryRecord {
  const { is_expired: _, embedding_status: __, ...record } = memoryToJson(memory);
  return record;
}

/**
 * A time in a file. Besides what every input takes, what `toISOString` makes of the first and last hours
 * of the calendar, which an offset can push into years of six digits.
 */
const time = z.unknown().transform((value, context) => {
  const date = typeof value === 'string' ? edgeOfCalendar(value) : undefined;
  if (date) return date;
  const parsed = instant.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  context.addIssue({ code: 'custom', message: issue?.message ?? 'must be a time' });
  return z.NEVER;
});

/** What an offset can make of the first hours of the year 1 and the last ones of 9999. */
function edgeOfCalendar(text: string): Date | undefined {
  if (!/^(?:0000-12-31|\+010000-01-01)T/.test(text)) return undefined;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text ? date : undefined;
}

const shares = z.strictObject({
  user_ids: idList('Ids of users.', limits.sharedWith).nullish(),
  group_ids: idList('Ids of groups.', limits.sharedWith).nullish(),
});

type Nullish<Shape extends z.ZodRawShape> = {
  [Name in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[Name]>>;
};

/** The facts whose name is the same in the library and in a file. */
const { expirationDate: _renamed, ...sameNamedFacts } = optionalFacts;
const sameNamed = Object.fromEntries(
  Object.entries(sameNamedFacts).map(([name, field]) => [name, field.nullish()]),
) as Nullish<typeof sameNamedFacts>;

/** Ignored on import; accepted because API responses contain it. */
const ignored = z.unknown().optional();

/**
 * A record of a file to import. Everything but the text may be absent or null; what a memory may
 * hold is what `submit` allows, except that it may have expired.
 */
export const recordInput = z.strictObject({
  id: uuid.nullish(),
  user_id: uuid.nullish(),
  text: memoryText,
  permission: permission.nullish(),
  tags: tags.nullish(),
  ...sameNamed,
  metadata: metadata.nullish(),
  created_at: time.nullish(),
  updated_at: time.nullish(),
  expiration_date: time.nullish(),
  shared_with: shares.nullish(),
  is_expired: ignored,
  embedding_status: ignored,
  score: ignored,
});

export type RecordInput = z.output<typeof recordInput>;
