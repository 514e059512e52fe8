import { z } from 'zod';
import { several } from '../../http/forms.js';
import type { Permission } from '../../memory-service/tools.js';
import { isDay } from '../../ui/day-range.js';
import { readTags } from '../editor/tag-list.js';

/** How a list is ordered; the first is the usual one. */
export const sorts = ['newest', 'oldest', 'changed', 'unchanged', 'expiring', 'lasting'] as const;
export const expiries = ['current', 'week', 'month', 'never', 'expired'] as const;
export const tagMatches = ['all', 'any'] as const;
export const sizes = [10, 25, 50, 100] as const;
export const permissions = ['private', 'shared', 'public'] as const satisfies Permission[];

const defaultSize = 25;
/** Cursors kept for going back: more would make addresses that proxies refuse. */
const maxTrailLength = 24;
/** Characters of the words to look for. */
const maxWordsLength = 200;
/** What a memory can have (docs/limits.md of the server). */
export const maxTagLength = 64;
export const maxTags = 32;

export type Sort = (typeof sorts)[number];
export type TagMatch = (typeof tagMatches)[number];
export type Expiry = (typeof expiries)[number];

/** What of the memories is looked at; a page of it. */
export interface ListQuery {
  /** Words that must occur in the text; empty: any. */
  readonly words: string;
  readonly permission: Permission | undefined;
  readonly tags: readonly string[];
  /** Whether memories need all of the tags, or one. */
  readonly tagMatch: TagMatch;
  readonly category: string | undefined;
  /** Only memories without a category. */
  readonly isUncategorized: boolean;
  /** Days in the visitor's zone, `YYYY-MM-DD`, both included. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly expiry: Expiry;
  /** As it was chosen; `undefined`: the newest first. */
  readonly sort: Sort | undefined;
  readonly size: number;
  /** Whose memories, by id; `undefined`: the visitor's own. */
  readonly of: string | undefined;
  /** Where the page begins; `undefined`: at the beginning. */
  readonly cursor: string | undefined;
  /** Where the pages before began, from the second on; the earliest are forgotten. */
  readonly trail: readonly string[];
  /** Number of the page, from 1. */
  readonly page: number;
}

export type DayErrors = { readonly from?: 'bad'; readonly to?: 'bad' | 'turned' };

const word = z.string().trim();
const orNone = <Value>(schema: z.ZodType<Value>) => schema.optional().catch(undefined);

const parameters = z.object({
  words: word.transform((typed) => typed.slice(0, maxWordsLength)).catch(''),
  permission: orNone(z.enum(permissions)),
  tag: several,
  tags: word.catch(''),
  match: z.enum(tagMatches).catch('all'),
  category: orNone(word.max(64)).transform((value) => value || undefined),
  uncategorized: orNone(z.literal('yes')),
  from: word.catch(''),
  to: word.catch(''),
  expiry: z.enum(expiries).catch('current'),
  sort: orNone(z.enum(sorts)),
  size: z.coerce
    .number()
    .refine((size) => sizes.includes(size as (typeof sizes)[number]))
    .catch(defaultSize),
  of: orNone(z.uuid()),
  cursor: orNone(word.min(1).max(1_000)),
  trail: several,
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** Reads the query of an address. What nobody could have chosen in the page counts as not chosen; days are told. */
export function parseListQuery(
  query: unknown,
  isOwn: boolean,
): { readonly query: ListQuery; readonly errors: DayErrors; readonly isPlain: boolean } {
  const given = parameters.parse(query);
  const tags = [...new Set([...given.tag.map((tag) => tag.trim()), ...readTags(given.tags)])]
    .filter((tag) => tag !== '' && tag.length <= maxTagLength)
    .slice(0, maxTags);
  const [from, to] = [given.from, given.to].map((day) => (isDay(day) ? day : undefined));
  const isTurned = from !== undefined && to !== undefined && to < from;
  const errors: DayErrors = {
    ...(given.from !== '' && from === undefined && { from: 'bad' }),
    ...(given.to !== '' && to === undefined && { to: 'bad' }),
    ...(isTurned && { to: 'turned' }),
  };
  const { words, permission, category, sort, size, cursor, trail, page } = given;
  return {
    query: {
      words,
      permission,
      tags,
      tagMatch: given.match,
      category,
      isUncategorized: category === undefined && given.uncategorized === 'yes',
      from,
      to,
      // Only owners see what has expired.
      expiry: !isOwn && given.expiry === 'expired' ? 'current' : given.expiry,
      sort,
      size,
      of: isOwn ? undefined : given.of,
      cursor,
      trail: cursor === undefined ? [] : trail.filter((each) => each.length <= 1_000),
      page: cursor === undefined ? 1 : page,
    },
    errors,
    isPlain: isPlain(query),
  };
}

/** Whether an address is as `listPath` writes it: a form sends its empty fields too. */
function isPlain(query: unknown): boolean {
  const fields = Object.entries(query as Readonly<Record<string, unknown>>);
  return !fields.some(([name, value]) => name === 'tags' || [value].flat().includes(''));
}

/** The address of a list, without what is as usual. */
export function listPath(query: ListQuery): string {
  const search = new URLSearchParams();
  const add = (name: string, value: string | undefined) => value && search.append(name, value);
  add('of', query.of);
  add('words', query.words);
  add('permission', query.permission);
  for (const tag of query.tags) add('tag', tag);
  if (query.tags.length > 1 && query.tagMatch === 'any') add('match', 'any');
  add('category', query.category);
  if (query.isUncategorized) add('uncategorized', 'yes');
  add('from', query.from);
  add('to', query.to);
  if (query.expiry !== 'current') add('expiry', query.expiry);
  add('sort', query.sort === 'newest' ? undefined : query.sort);
  if (query.size !== defaultSize) add('size', String(query.size));
  add('cursor', query.cursor);
  if (query.cursor !== undefined) {
    for (const each of query.trail) add('trail', each);
    add('page', String(query.page));
  }
  const path = query.of === undefined ? '/memories' : '/memories/others';
  return search.size === 0 ? path : `${path}?${search}`;
}

/** The same list from its beginning, with something else chosen. */
export function changedList(query: ListQuery, change: Partial<ListQuery>): ListQuery {
  return { ...query, cursor: undefined, trail: [], page: 1, ...change };
}

/** The list without a filter of any kind. */
export function wholeList(of?: string): ListQuery {
  return parseListQuery(of === undefined ? {} : { of }, of === undefined).query;
}

export function isFiltered(query: ListQuery): boolean {
  const { words, permission, tags, category, isUncategorized, from, to, expiry } = query;
  return (
    [words, permission, category, isUncategorized, from, to].some(Boolean) ||
    tags.length > 0 ||
    expiry !== 'current'
  );
}

/** The page after the present one, which begins at `cursor`. */
export function nextPage(query: ListQuery, cursor: string): ListQuery {
  const trail = query.cursor === undefined ? [] : [...query.trail, query.cursor];
  return { ...query, cursor, trail: trail.slice(-maxTrailLength), page: query.page + 1 };
}

/** The page before; nothing on the first one. When its place is forgotten, that is the first one. */
export function previousPage(query: ListQuery): ListQuery | undefined {
  if (query.cursor === undefined) return undefined;
  const cursor = query.trail.at(-1);
  if (cursor === undefined) return changedList(query, {});
  return { ...query, cursor, trail: query.trail.slice(0, -1), page: query.page - 1 };
}

/** What expires soon is listed in that order. */
export function sortOf({ expiry, sort = 'newest' }: ListQuery): Sort {
  return isSoon(expiry) ? 'expiring' : sort;
}

function isSoon(expiry: Expiry): boolean {
  return expiry === 'week' || expiry === 'month';
}
