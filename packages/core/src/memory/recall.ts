import type { z } from 'zod';
import { PicardError } from '../errors.js';
import type { MemoryId, UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import type { MemoryFilter } from '../ports/memory-store.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { embedTexts } from './embedding.js';
import { type ListInput, listInput, type QueryInput, queryInput, referenceInput } from './input.js';
import type { FoundMemory, Memory } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import type { MemoryPageResult } from './memory-service.js';
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
  const { sort, order, limit, cursor, expired, ...wish } = parseInput(listInput, input);
  const filter = { ...toFilter(viewerId, wish), expired };
  const after = cursor === undefined ? undefined : decodeCursor({ filter, sort, order }, cursor);
  // One more than asked for tells whether there is a next page.
  const page = { sort, order, limit: limit + 1, ...(after && { after }) };
  const stored = await context.store.memories.list(viewerId, filter, page, context.clock.now());
  const shown = stored.slice(0, limit);
  const last = stored.length > limit ? shown.at(-1) : undefined;
  return {
    memories: await openMemories(context, viewerId, shown),
    nextCursor: last && encodeCursor({ filter, sort, order }, last),
  };
}

export async function queryMemories(
  context: MemoryContext,
  viewerId: UserId,
  input: QueryInput,
  signal: AbortSignal | undefined,
): Promise<readonly FoundMemory[]> {
  const { query, limit, scope, minScore, ...wish } = parseInput(queryInput, input);
  const filter = toFilter(viewerId, wish, scope);
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

type Wish = Pick<
  z.output<typeof listInput>,
  'userId' | 'permission' | 'tags' | 'category' | 'createdAfter' | 'createdBefore'
>;

function toFilter(
  viewerId: UserId,
  { userId, ...rest }: Wish,
  scope?: MemoryFilter['scope'],
): MemoryFilter {
  const someoneElse = userId !== undefined && userId !== viewerId;
  return {
    ...rest,
    scope: scope ?? (someoneElse ? 'visible' : 'own'),
    ...(userId !== undefined && { ownerId: userId as UserId }),
  };
}
