import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Text } from '../text/text.js';
import { isDay } from '../ui/day-range.js';

/** What the memory server takes. */
export const longest = {
  name: 100,
  description: 1_000,
  instructions: 8_000,
  label: 64,
  model: 200,
};
const maxTags = 32;
const maxTokens = 32_000;
export const permissions = ['private', 'shared', 'public'] as const;

/** Reads the form of a persona; an empty field is `undefined`. */
export function personaFields({ errors }: Text['personas']) {
  const text = (most: number) =>
    z
      .string()
      // Browsers end lines with both characters, and would count two for one.
      .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
      .pipe(
        z
          .string()
          .max(most, errors.tooLong(most))
          .refine((value) => value.isWellFormed() && !value.includes('\0'), errors.unreadable),
      );
  const optional = <Schema extends z.ZodType<unknown, string>>(schema: Schema) =>
    z
      .string()
      .default('')
      .transform((typed) => typed.trim() || undefined)
      .pipe(schema.optional());
  const day = z.string().refine(isDay, errors.day);
  const number = (schema: z.ZodNumber, error: string) =>
    // German and French keyboards have a comma there.
    z
      .string()
      .regex(/^\d+([.,]\d+)?$/, error)
      .transform((typed) => Number(typed.replace(',', '.')))
      .pipe(schema);
  return z
    .object({
      name: text(longest.name).pipe(z.string().min(1, errors.needed)),
      description: text(longest.description).default(''),
      instructions: text(longest.instructions).default(''),
      permission: z.enum(['public', 'private'], errors.choose),
      tags: z
        .string()
        .default('')
        .transform((typed) => [
          ...new Set(
            typed
              .split(',')
              .map((tag) => tag.trim())
              .filter(Boolean),
          ),
        ])
        .pipe(
          z
            .array(text(longest.label).pipe(z.string().max(longest.label, errors.tagTooLong)))
            .max(maxTags, errors.tooManyTags),
        ),
      category: optional(text(longest.label)),
      memory_permission: optional(z.enum(permissions, errors.choose)),
      from: optional(day),
      to: optional(day),
      model: optional(text(longest.model)),
      temperature: optional(number(z.number().max(2, errors.temperature), errors.temperature)),
      max_tokens: optional(
        number(
          z.number().int(errors.tokens).min(1, errors.tokens).max(maxTokens, errors.tokens),
          errors.tokens,
        ),
      ),
      /** Of a new persona: the same form makes one, however often it is sent. */
      id: z.uuidv4().catch(() => randomUUID()),
      /** Of the version that the form shows; null for a default persona that was never changed. */
      updated_at: z.iso.datetime().nullable().catch(null),
    })
    .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
      path: ['to'],
      error: errors.order,
    });
}

export type PersonaFields = z.output<ReturnType<typeof personaFields>>;
