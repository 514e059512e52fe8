import { z } from 'zod';
import type { FormErrors } from '../http/forms.js';
import type { Visit } from '../http/visit.js';
import { endOfDay, isDay, startOfDay } from '../ui/day-range.js';
import { formats } from './format.js';

const maxTags = 32;
const longest = 64;

/** What is asked for in the form to export, or what is wrong with it. */
export type ExportRequest =
  | { readonly format: (typeof formats)[number]; readonly query: URLSearchParams }
  | { readonly errors: FormErrors; readonly typed: Readonly<Record<string, string>> };

/** Reads the form to export. Days are the visitor's own. */
export function parseExport(
  { text, zone }: Pick<Visit, 'text' | 'zone'>,
  query: Readonly<Record<string, unknown>>,
): ExportRequest {
  const { transfer } = text;
  const day = z
    .string()
    .default('')
    .refine((date) => date === '' || isDay(date), transfer.wrongDate);
  const form = z
    .object({
      format: z.enum(formats, transfer.unknownFormat),
      permission: z.enum(['', 'private', 'shared', 'public']).default(''),
      tags: z
        .string()
        .default('')
        .transform((tags) => tags.split(',').flatMap((tag) => tag.trim() || []))
        .refine(
          (tags) => tags.length <= maxTags && tags.every((tag) => tag.length <= longest),
          transfer.wrongTags,
        ),
      category: z.string().trim().max(longest, transfer.wrongCategory).default(''),
      from: day,
      to: day,
      include_expired: z.string().optional(),
    })
    .refine(({ from, to }) => !from || !to || from <= to, {
      path: ['to'],
      error: transfer.wrongOrder,
    })
    .safeParse(query);
  if (!form.success) {
    const errors: Record<string, string> = {};
    for (const { path, message } of form.error.issues) errors[String(path[0])] ??= message;
    const typed = Object.entries(query).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return { errors, typed: Object.fromEntries(typed) };
  }

  const { format, permission, tags, category, from, to, include_expired } = form.data;
  const wanted = new URLSearchParams({ format });
  if (permission !== '') wanted.set('permission', permission);
  for (const tag of tags) wanted.append('tags', tag);
  if (category !== '') wanted.set('category', category);
  if (from) wanted.set('created_after', startOfDay(from, zone));
  // The last day is meant whole.
  if (to) wanted.set('created_before', endOfDay(to, zone));
  if (include_expired !== undefined) wanted.set('include_expired', 'true');
  return { format, query: wanted };
}
