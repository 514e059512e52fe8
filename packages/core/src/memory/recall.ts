import type { z } from 'zod';
import { PicardError } from '../errors.js';
import type { MemoryId, UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import { limits } from '../limits.js';
import type { MemoryFilter, MemoryPage } from '../ports/memory-store.js';
import { listContaining, wordsOf } from './containing.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { embedTexts } from './embedding.js';
import type { filterFields } from './filter-fields.js';
import { type ListInput, listInput, type QueryInput, queryInput, referenceInput } from './input.js';
import type { FoundMemory, Memory } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import type { MemoryPageResult } from './memory-service.js';
import { listPage } from './page.js';
import { notFound } from './reference.js';
import { openMemories } from './sealing.js';

/** @throws PicardError `not_found`, also for memories that have expired or that the viewer may not read. */
export async function getMemory(
  context: MemoryContext,
  viewerId: UserId,
  memoryId: string,
): Promise<Memory> {
  const id = parseInput(referenceInput, { memoryId }).memoryId as MemoryId;
  const stored = await context.store.memories.find(viewerId, [id], context.clock.now());
  // Two owners may hold the same id after an import: the viewer's own comes first.
  const chosen = stored.find(({ ownerId }) => ownerId === viewerId) ?? stored[0];
  const [memory] = await openMemories(context, viewerId, chosen ? [chosen] : []);
  if (!memory || memory.isExpired) throw notFound();
  return memory;
}

export async function listMemories(
  context: MemoryContext,
  viewerId: UserId,
  input: ListInput = {},
): Promise<MemoryPageResult> {
  const { sort, order, limit, cursor, expired, contains, count, ...selection } = parseInput(
    listInput,
    input,
  );
  const filter = { ...toFilter(viewerId, selection), expired };
  const words = wordsOf(contains ?? '');
  const query = { filter, sort, order, words };
  const after = cursor === undefined ? undefined : decodeCursor(query, cursor);
  const page = { sort, order, limit, ...(after && { after }) };
  const candidates = (part: MemoryPage) =>
    context.store.memories.list(viewerId, filter, part, context.clock.now());
  const [{ memories, last }, counted] = await Promise.all([
    words.length > 0
      ? listContaining(context, viewerId, { words, page, candidates })
      : listPage(context, viewerId, { page, candidates }),
    count && words.length === 0 ? countMemories(context, viewerId, filter) : undefined,
  ]);
  return { memories, nextCursor: last && encodeCursor(query, last), ...counted };
}

async function countMemories(context: MemoryContext, viewerId: UserId, filter: MemoryFilter) {
  const options = { exactUpTo: limits.exactTotal, now: context.clock.now() };
  const { total, isEstimate } = await context.store.memories.count(viewerId, filter, options);
  return { total, totalIsEstimate: isEstimate };
}

export async function queryMemories(
  context: MemoryContext,
  viewerId: UserId,
  input: QueryInput,
  signal: AbortSignal | undefined,
): Promise<readonly FoundMemory[]> {
  const { query, limit, scope, minScore, ...selection } = parseInput(queryInput, input);
  const filter = toFilter(viewerId, selection, scope);
  const [embedding] = await embedTexts(context.embedder, [query], { purpose: 'query', signal });
  if (!embedding) throw new PicardError('internal', 'the query was not embedded');
  const found = await context.store.memories.search(
    viewerId,
    filter,
    { ...embedding, limit, minScore },
    context.clock.now(),
  );
  const memories = await openMemories(
    context,
    viewerId,
    found.map(({ memory }) => memory),
  );
  const scores = new Map(found.map(({ memory: { ownerId, id }, score }) => [ownerId + id, score]));
  return memories.map((memory) => ({
    ...memory,
    score: scores.get(memory.userId + memory.id) ?? 0,
  }));
}

type SelectionInput = FilterInput & Pick<z.output<typeof listInput>, 'userId' | 'memoryIds'>;
type FilterInput = Pick<z.output<typeof listInput>, keyof typeof filterFields>;

function toFilter(
  viewerId: UserId,
  { userId, memoryIds, ...rest }: SelectionInput,
  scope?: MemoryFilter['scope'],
): MemoryFilter {
  // An id names one memory, whosever it is.
  const anyones = userId === undefined ? memoryIds !== undefined : userId !== viewerId;
  return {
    ...rest,
    scope: scope ?? (anyones ? 'visible' : 'own'),
    ...(userId !== undefined && { ownerId: userId as UserId }),
    ...(memoryIds && { memoryIds: memoryIds as MemoryId[] }),
  };
}
