import { PicardError } from '../errors.js';
import { isUuid, type MemoryId, type UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import type { RestoreOutcome } from '../ports/trash-store.js';
import { announcement } from './announcement.js';
import type { Action, Outcome } from './batch.js';
import { type ListDeletedInput, listDeletedInput, referenceInput } from './input.js';
import type { Memory } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import { memoryToJson } from './memory-json.js';
import type { DeletedPageResult, Deletion } from './memory-service.js';
import { eachOnce, notFound } from './reference.js';
import { openMemories } from './sealing.js';
import { restorableUntil, trashStart } from './trash-time.js';

/** One page of the owner's trash, the newest deletion first. */
export async function listDeleted(
  context: MemoryContext,
  ownerId: UserId,
  input: ListDeletedInput = {},
): Promise<DeletedPageResult> {
  const { limit, cursor } = parseInput(listDeletedInput, input);
  const stored = await context.store.trash.list(ownerId, {
    // One row more than requested shows whether there is a next page.
    ...{ limit: limit + 1, deletedAfter: trashStart(context) },
    ...(cursor !== undefined && { after: decodeCursor(cursor) }),
  });
  const shown = stored.slice(0, limit);
  const last = stored.length > limit ? shown.at(-1) : undefined;
  const memories = await openMemories(
    context,
    ownerId,
    shown.map(({ deletedAt: _, ...memory }) => memory),
  );
  return {
    memories: memories.flatMap((memory, index) => {
      const deletedAt = shown[index]?.deletedAt;
      if (!deletedAt) return [];
      return [{ ...memory, deletedAt, restorableUntil: restorableUntil(context, deletedAt) }];
    }),
    nextCursor: last && encodeCursor(last),
  };
}

interface Place {
  readonly deletedAt: Date;
  readonly id: MemoryId;
}

function encodeCursor({ deletedAt, id }: Place): string {
  return Buffer.from(`${deletedAt.getTime()} ${id}`).toString('base64url');
}

function decodeCursor(cursor: string): Place {
  const [time, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const deletedAt = new Date(Number(time));
  if (!Number.isFinite(deletedAt.getTime()) || !isUuid(id)) {
    throw invalidField('cursor', 'is not a valid cursor');
  }
  return { deletedAt, id: id as MemoryId };
}

/** Reads the id of one item, given as such or as a field. */
function reference(): (input: unknown) => Promise<MemoryId> {
  const once = eachOnce();
  return async (input) => {
    const named = typeof input === 'string' ? { memoryId: input } : input;
    return once(parseInput(referenceInput, named).memoryId);
  };
}

export function restoreAction(
  context: MemoryContext,
  ownerId: UserId,
): Action<unknown, MemoryId, Memory> {
  return {
    prepare: reference(),
    async apply(ids, atomic) {
      const outcomes = await context.store.trash.restore(ownerId, ids, {
        ...{ atomic, model: context.embedder.model, now: context.clock.now() },
        deletedAfter: trashStart(context),
      });
      const restored = outcomes.flatMap((item) =>
        item.outcome === 'restored' ? [item.memory] : [],
      );
      if (!atomic || restored.length === ids.length) {
        context.store.changes.publish(
          restored.flatMap((after) => announcement('created', { after })),
        );
        if (restored.some(({ embeddingModel }) => embeddingModel === undefined)) {
          context.onPending();
        }
      }
      return present(context, ownerId, outcomes);
    },
  };
}

async function present(
  context: MemoryContext,
  ownerId: UserId,
  outcomes: readonly RestoreOutcome[],
): Promise<readonly Outcome<Memory>[]> {
  const stored = outcomes.flatMap((item) => {
    if (item.outcome === 'restored') return [item.memory];
    return item.outcome === 'conflict' ? [item.current] : [];
  });
  const opened = (await openMemories(context, ownerId, stored)).values();
  return outcomes.map(({ outcome }) => {
    const memory = outcome === 'not_found' ? undefined : opened.next().value;
    if (!memory) return { ok: false, error: notFound() };
    if (outcome === 'restored') return { ok: true, value: memory };
    const details = { current: memoryToJson(memory) };
    return {
      ok: false,
      error: new PicardError('conflict', 'A memory with this id already exists.', { details }),
    };
  });
}

export function purgeAction(
  context: MemoryContext,
  ownerId: UserId,
): Action<unknown, MemoryId, Deletion> {
  return {
    prepare: reference(),
    async apply(ids, atomic) {
      const deletedAfter = trashStart(context);
      const outcomes = await context.store.trash.purge(ownerId, ids, { atomic, deletedAfter });
      return outcomes.map(({ outcome }, index): Outcome<Deletion> => {
        const memoryId = ids[index];
        return outcome === 'purged' && memoryId
          ? { ok: true, value: { memoryId, restorableUntil: undefined } }
          : { ok: false, error: notFound() };
      });
    },
  };
}
