import type { Request } from 'express';
import { z } from 'zod';
import type { Visit } from '../http/visit.js';
import type { Input } from '../memory-service/tools.js';
import { endOfDay, isDay, startOfDay } from '../ui/day-range.js';
import { minScore } from './nearness.js';

export const scopes = ['own', 'visible', 'public'] as const;
export const permissions = ['private', 'shared', 'public'] as const;
export const counts = [10, 20, 50, 100] as const;

/** What the server takes. */
const maxQuestionLength = 10_000;
const maxTags = 32;
const maxLabelLength = 64;

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
/** What an address says wrongly, as one that was shortened by hand, counts as not said. */
const field = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(first, schema.optional().catch(undefined));

const wish = z.object({
  q: field(z.string()).transform((text = '') => text.trim()),
  scope: field(z.enum(scopes)).transform((scope = 'own') => scope),
  permission: field(z.enum(permissions)),
  tags: z
    .preprocess((value) => [value ?? []].flat(), z.array(z.string()).catch([]))
    .transform((typed) => tagsIn(typed.join(','))),
  category: field(z.string().trim().min(1).max(maxLabelLength)),
  from: field(z.string().refine(isDay)),
  to: field(z.string().refine(isDay)),
  count: field(z.coerce.number().pipe(z.literal([...counts]))).transform((count = 10) => count),
  all: field(z.literal('1')).transform((all) => all !== undefined),
});

/** What somebody looks for, as the address of the page says it. */
export type SearchWish = z.output<typeof wish>;

export function searchWish({ query }: Pick<Request, 'query'>): SearchWish {
  return wish.parse(query);
}

/** Tags as they are typed: with commas between them. */
export function tagsIn(typed: string): readonly string[] {
  const tags = typed.split(',').map((tag) => tag.trim().slice(0, maxLabelLength));
  return [...new Set(tags.filter(Boolean))].slice(0, maxTags);
}

/** Whether it can be looked for. */
export function isAskable({ q }: SearchWish): boolean {
  return q.length > 0 && q.length <= maxQuestionLength;
}

/** Whether anything narrows the search. */
export function isNarrowed({ permission, tags, category, from, to }: SearchWish): boolean {
  return [permission, category, from, to].some((value) => value !== undefined) || tags.length > 0;
}

export function queryOf(wanted: SearchWish, { zone }: Pick<Visit, 'zone'>): Input<'query_memory'> {
  const { q, scope, permission, tags, category, from, to, count, all } = wanted;
  return {
    query: q,
    scope,
    limit: count,
    ...(permission && { permission }),
    ...(tags.length > 0 && { tags }),
    ...(category !== undefined && { category }),
    ...(from !== undefined && { created_after: startOfDay(from, zone) }),
    ...(to !== undefined && { created_before: endOfDay(to, zone) }),
    ...(!all && { min_score: minScore }),
  };
}

/** Address of the search that differs from a wish in something. */
export function searchPath(wanted: Partial<SearchWish>): string {
  const { q, scope, permission, tags = [], category, from, to, count, all } = wanted;
  const fields: Readonly<Record<string, string | undefined>> = {
    q,
    scope: scope === 'own' ? undefined : scope,
    permission,
    tags: tags.join(', '),
    category,
    from,
    to,
    count: count === 10 || count === undefined ? undefined : String(count),
    all: all ? '1' : undefined,
  };
  const query = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return `/search?${query}`;
}
