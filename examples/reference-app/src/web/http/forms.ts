import type { Request } from 'express';
import { z } from 'zod';

export type FormErrors = Readonly<Record<string, string>>;

export type Parsed<Values> =
  | { readonly values: Values }
  /** By the name of the field; `typed` is what the visitor sent, to be shown again. */
  | { readonly errors: FormErrors; readonly typed: Readonly<Record<string, string>> };

/** Reads a form. A field that is absent or given twice where one is wanted is an error of that field. */
export function parseForm<Values>(
  request: Request,
  schema: z.ZodType<Values, unknown>,
): Parsed<Values> {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return { values: parsed.data };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues)
    errors[String(issue.path[0] ?? 'form')] ??= issue.message;
  return { errors, typed: typedIn(request) };
}

/** What the visitor typed, without tokens and passwords. */
export function typedIn(request: Request): Readonly<Record<string, string>> {
  const fields = Object.entries((request.body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    fields.flatMap(([name, value]) =>
      typeof value === 'string' && isShown(name) ? [[name, value]] : [],
    ),
  );
}

/** Whether a field may be sent back to the browser. */
export function isShown(name: string): boolean {
  return !name.startsWith('_') && !/password/i.test(name);
}

/** A field that may be given several times. */
export const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

/** One line of text without spaces around it and without characters that nobody can see; `message` for every other. */
export function line(most: number, message: string) {
  return z
    .string({ error: message })
    .trim()
    .max(most, message)
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), message);
}
