import { PicardError } from '../errors.js';
import type { MemoryId, UserId } from '../ids.js';
import type { MemoryStore, NewMemory } from '../ports/memory-store.js';
import { type Outcome, refuseIfAnyFailed } from './batch.js';
import { expirationPassed } from './expiration.js';
import { insertMemories, type PlainMemory } from './insert-memories.js';
import type { Memory, SubmittedMemory } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import { memoryToJson } from './memory-json.js';
import { type GivenContent, hasContent } from './same-content.js';
import { openMemories } from './sealing.js';

/** A new memory, checked and ready to be sealed. */
export interface Submission {
  readonly memory: PlainMemory;
  /** The caller's input for a memory whose id the caller chose. Absent for an id that Picard generated. */
  readonly given: GivenContent | undefined;
}

interface SubmitOptions {
  /** If one item fails, nothing is written. */
  readonly atomic: boolean;
  readonly signal: AbortSignal | undefined;
}

/**
 * The number of times a call restarts because one of its ids was taken, or freed, while it ran. An id that can still be
 * neither inserted nor read after that is refused.
 */
const maxRounds = 4;

/**
 * Stores memories, some with ids that the caller chose: each id once, for any number of calls and items. If the owner
 * has the id already, the outcome is the stored memory if it has the content given, and a conflict otherwise.
 * The insert decides between concurrent calls: those that find the id taken compare with what is stored.
 */
export async function submitOnce(
  context: MemoryContext,
  ownerId: UserId,
  items: readonly Submission[],
  { atomic, signal }: SubmitOptions,
): Promise<readonly Outcome<SubmittedMemory>[]> {
  const outcomes = new Map<Submission, Outcome<SubmittedMemory>>();
  const open = () => items.filter((item) => !outcomes.has(item));
  const hasFailed = () => [...outcomes.values()].some(({ ok }) => !ok);

  for (let round = 0; round < maxRounds && open().length > 0; round += 1) {
    const stored = await storedMemories(context, ownerId, open());
    settle(outcomes, open(), stored);
    const firsts = firstOfEachId(open());
    for (const item of open()) {
      const error = refusalOf(context, item, firsts.get(item.memory.id) ?? item, atomic);
      if (error) outcomes.set(item, { ok: false, error });
    }
    if (atomic && hasFailed()) break;
    const fresh = [...firsts.values()].filter((item) => !outcomes.has(item));
    if (fresh.length === 0) continue;
    const memories = fresh.map(({ memory }) => memory);
    const insert = atomic ? allOrNone(context.store.memories) : onlyAbsent(context.store.memories);
    const inserted = await insertMemories(context, ownerId, memories, { signal, insert });
    const byId = new Map(inserted.map((memory) => [memory.id, memory]));
    for (const item of fresh) {
      const memory = byId.get(item.memory.id);
      if (memory) outcomes.set(item, { ok: true, value: { ...memory, created: true } });
    }
    settle(outcomes, open(), byId);
  }
  if (atomic && hasFailed() && open().length > 0) {
    // The items that are still open have no outcome: nothing was written for them.
    refuseIfAnyFailed(items.map((item) => outcomes.get(item) ?? { ok: true, value: undefined }));
  }
  return items.map((item) => outcomes.get(item) ?? { ok: false, error: idTaken() });
}

/** The owner's memories of the ids that the caller chose. */
async function storedMemories(
  context: MemoryContext,
  ownerId: UserId,
  items: readonly Submission[],
): Promise<ReadonlyMap<MemoryId, Memory>> {
  const ids = [...new Set(items.flatMap(({ given, memory }) => (given ? [memory.id] : [])))];
  if (ids.length === 0) return new Map();
  const found = await context.store.memories.find(ownerId, ids, context.clock.now());
  const own = found.filter((memory) => memory.ownerId === ownerId);
  const opened = await openMemories(context, ownerId, own);
  return new Map(opened.map((memory) => [memory.id, memory]));
}

/** Sets the outcome of each item whose id already has a memory. */
function settle(
  outcomes: Map<Submission, Outcome<SubmittedMemory>>,
  items: readonly Submission[],
  stored: ReadonlyMap<MemoryId, Memory>,
): void {
  for (const item of items) {
    const memory = stored.get(item.memory.id);
    if (!memory) continue;
    const isSame = hasContent(memory, item.given ?? {});
    outcomes.set(
      item,
      isSame
        ? { ok: true, value: { ...memory, created: false } }
        : { ok: false, error: idTaken(memory) },
    );
  }
}

/** The error of an item that is not stored; `first` is the first item with the same id. */
function refusalOf(
  { clock }: MemoryContext,
  item: Submission,
  first: Submission,
  atomic: boolean,
): PicardError | undefined {
  const { expirationDate } = item.given ?? {};
  if (expirationDate && expirationDate <= clock.now()) return expirationPassed();
  // Otherwise the first is written, and this one compared with it afterwards.
  const differs = first !== item && !hasContent(first.memory, item.given ?? {});
  return atomic && differs ? idTaken() : undefined;
}

function firstOfEachId(items: readonly Submission[]): ReadonlyMap<MemoryId, Submission> {
  return new Map(items.toReversed().map((item) => [item.memory.id, item]));
}

function onlyAbsent(memories: MemoryStore) {
  return (rows: readonly NewMemory[]) => memories.insertAbsent(rows, { replaceTrashed: false });
}

function allOrNone(memories: MemoryStore) {
  return async (rows: readonly NewMemory[]): Promise<readonly NewMemory[]> => {
    try {
      return await memories.insert(rows);
    } catch (error) {
      if (error instanceof PicardError && error.code === 'conflict') return [];
      throw error;
    }
  };
}

function idTaken(current?: Memory): PicardError {
  return new PicardError('conflict', 'Another memory already has this id.', {
    ...(current && { details: { current: memoryToJson(current) } }),
  });
}
