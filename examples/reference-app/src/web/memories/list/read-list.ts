import type { CallOptions, MemoryService } from '../../memory-service/memory-service.js';
import { ServiceError } from '../../memory-service/service-error.js';
import type { Input, Memory } from '../../memory-service/tools.js';
import { containsAll, foldedWords } from '../words.js';
import type { Expiry, ListQuery } from './list-query.js';
import { serverQuery } from './server-query.js';

/** Memories looked through for one page, when the server cannot filter by itself: it holds texts encrypted. */
export const mostLookedThrough = 2_000;
const perRequest = 200;
const dayMs = 86_400_000;

/** A page of a list. */
export interface ListPage {
  readonly memories: readonly Memory[];
  /** Where the next page begins; `undefined`: there is none. */
  readonly next: string | undefined;
  /** How many were looked through; `undefined`: the server filtered. */
  readonly looked: number | undefined;
  /** Whether the search for more was given up: there may be some, from `next` on. */
  readonly isCutShort: boolean;
}

/** Who reads a list, and when. */
export interface Reader {
  readonly memory: MemoryService;
  readonly zone: string;
  readonly now: Date;
}

type ServerQuery = Omit<Input<'get_memories'>, 'limit' | 'cursor'>;

/** Reads one page of what the query asks for. */
export async function readList(
  reader: Reader,
  query: ListQuery,
  options: CallOptions = {},
): Promise<ListPage> {
  const request = serverQuery(query, reader);
  const filter = ownFilter(query, reader.now);
  if (filter) return lookThrough(reader.memory, { query, request, filter }, options);
  const page = await reader.memory.call(
    'get_memories',
    { ...request, limit: query.size, ...from(query.cursor) },
    options,
  );
  return {
    memories: page.memories,
    next: page.next_cursor ?? undefined,
    looked: undefined,
    isCutShort: false,
  };
}

/** Whether the refusal is about the place in the list, which was one of other filters. */
export function isStaleCursor(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    error.code === 'invalid_input' &&
    error.details.field === 'cursor'
  );
}

interface OwnFilter {
  readonly matches: (memory: Memory) => boolean;
  /** Whether none after this memory can match. */
  readonly isBeyond: (memory: Memory) => boolean;
}

/** What of the query the server does not answer. */
function ownFilter(query: ListQuery, now: Date): OwnFilter | undefined {
  const words = foldedWords(query.words);
  const until = untilOf(query.expiry, now);
  const isNever = query.expiry === 'never';
  if (words.length === 0 && until === undefined && !isNever) return undefined;
  const isSoon = ({ expiration_date: at }: Memory) =>
    until === undefined || (at !== null && Date.parse(at) <= until);
  return {
    matches: (memory) =>
      isSoon(memory) &&
      (!isNever || memory.expiration_date === null) &&
      containsAll(memory.text, words),
    isBeyond: (memory) => !isSoon(memory),
  };
}

function untilOf(expiry: Expiry, now: Date): number | undefined {
  if (expiry === 'week') return now.getTime() + 7 * dayMs;
  return expiry === 'month' ? now.getTime() + 30 * dayMs : undefined;
}

interface Wish {
  readonly query: ListQuery;
  readonly request: ServerQuery;
  readonly filter: OwnFilter;
}

/** Where a page of hits ended within a page of the server. */
interface Place {
  readonly cursor: string | undefined;
  readonly count: number;
}

/** Reads pages of the server until there is one hit more than a page has: then there is a next page. */
async function lookThrough(
  memory: MemoryService,
  { query, request, filter }: Wish,
  options: CallOptions,
): Promise<ListPage> {
  const hits: Memory[] = [];
  let { cursor } = query;
  let full: Place | undefined;
  let looked = 0;
  while (looked < mostLookedThrough) {
    const page = await memory.call(
      'get_memories',
      { ...request, limit: perRequest, ...from(cursor) },
      options,
    );
    for (const [index, each] of page.memories.entries()) {
      if (filter.isBeyond(each)) return end(hits, looked + index);
      if (!filter.matches(each)) continue;
      if (full) {
        const next = await cursorAt(memory, request, full, options);
        return { memories: hits, next, looked: looked + index, isCutShort: false };
      }
      hits.push(each);
      if (hits.length === query.size) full = { cursor, count: index + 1 };
    }
    looked += page.memories.length;
    if (page.next_cursor === null) return end(hits, looked);
    cursor = page.next_cursor;
  }
  const next = full ? await cursorAt(memory, request, full, options) : cursor;
  return { memories: hits, next, looked, isCutShort: true };
}

function end(memories: readonly Memory[], looked: number): ListPage {
  return { memories, next: undefined, looked, isCutShort: false };
}

/** The server names places only at the ends of its pages: so it is asked for a page that ends there. */
async function cursorAt(
  memory: MemoryService,
  request: ServerQuery,
  { cursor, count }: Place,
  options: CallOptions,
): Promise<string | undefined> {
  const page = await memory.call(
    'get_memories',
    { ...request, limit: count, ...from(cursor) },
    options,
  );
  return page.next_cursor ?? undefined;
}

function from(cursor: string | undefined) {
  return cursor === undefined ? {} : { cursor };
}
