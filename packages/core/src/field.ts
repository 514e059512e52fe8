import { z } from 'zod';
import { isUuid } from './ids.js';

/** What a caller may pass where `Schema` is parsed: nothing of it is changed. */
export type Input<Schema extends z.ZodType> = Unchanged<z.input<Schema>>;

type Unchanged<Value> = Value extends Date
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]: Unchanged<Value[Key]> }
    : Value;

/** Text that PostgreSQL can store and that every JSON parser reads identically. */
export const storable = (text: z.ZodString) =>
  text
    .refine((value) => !value.includes('\0'), 'must not contain NUL characters')
    .refine((value) => value.isWellFormed(), 'must not contain lone surrogates');

/** A short text in one piece, trimmed. */
export const label = (length: number) =>
  storable(
    z
      .string()
      .trim()
      .min(1, 'must not be empty')
      .max(length, `must have at most ${length} characters`),
  );

/** A UUID of any version, in canonical form. */
export const uuid = z
  .uuid('must be a UUID')
  .refine((text) => isUuid(text.toLowerCase()), 'must be a UUID')
  .transform((text) => text.toLowerCase());

/** A point in time: a `Date`, or ISO 8601 with an offset. */
export type Instant = Date | string;

/** A point in time between the years 1 and 9999. */
export const instant = z.preprocess(
  (value: Instant) =>
    value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value,
  z.iso
    .datetime({
      offset: true,
      error: 'must be a time in ISO 8601 with an offset, such as 2030-01-31T12:00:00Z',
    })
    .refine((text) => text.length <= 40, 'must have at most 40 characters')
    .transform((text) => new Date(text))
    .refine((date) => Number.isFinite(date.getTime()), 'must be a real date'),
);

/** Distinct ids. */
export const idList = (what: string, maxLength: number) =>
  z
    .array(uuid)
    .max(maxLength, `must have at most ${maxLength} items`)
    .transform((ids) => [...new Set(ids)])
    .describe(what);
