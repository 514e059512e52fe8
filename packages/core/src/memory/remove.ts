import type { MemoryId, UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import type { RemoveOutcome, StoredMemory } from '../ports/memory-store.js';
import { announcement } from './announcement.js';
import type { Action, Outcome } from './batch.js';
import { removeInput } from './input.js';
import type { MemoryContext } from './memory-context.js';
import type { Deletion } from './memory-service.js';
import { changedSince, eachOnce, notFound } from './reference.js';
import { openMemories } from './sealing.js';
import { restorableUntil } from './trash-time.js';

/** A memory to remove, and when its caller believes that it was last updated. */
export interface Removal {
  readonly id: MemoryId;
  readonly expectedUpdatedAt?: Date | undefined;
}

/** Moves memories to the trash. Deletes them permanently with `permanent`, or if the trash is disabled. */
export function removeAction(
  context: MemoryContext,
  ownerId: UserId,
  permanent = false,
): Action<unknown, Removal, Deletion> {
  const once = eachOnce();
  return {
    async prepare(input) {
      const named = typeof input === 'string' ? { memoryId: input } : input;
      const { memoryId, expectedUpdatedAt } = parseInput(removeInput, named);
      return { id: once(memoryId), expectedUpdatedAt };
    },
    async apply(removals, atomic) {
      const isFinal = permanent || context.trashDays === 0;
      const deletedAt = context.clock.now();
      const outcomes = await context.store.memories.remove(
        ownerId,
        removals.map(({ id }) => id),
        {
          atomic,
          expectedUpdatedAt: new Map(
            removals.flatMap(({ id, expectedUpdatedAt: at }) => (at ? [[id, at]] : [])),
          ),
          ...(!isFinal && { deletedAt }),
        },
      );
      const failed = ({ outcome }: RemoveOutcome) =>
        outcome === 'not_found' || outcome === 'conflict';
      if (!atomic || !outcomes.some(failed)) {
        context.store.changes.publish(
          outcomes.flatMap((item) =>
            item.outcome === 'removed' ? announcement('deleted', { before: item.before }) : [],
          ),
        );
      }
      return present(context, ownerId, outcomes, (index) => ({
        memoryId: removals[index]?.id ?? '',
        restorableUntil: isFinal ? undefined : restorableUntil(context, deletedAt),
      }));
    },
  };
}

async function present(
  context: MemoryContext,
  ownerId: UserId,
  outcomes: readonly RemoveOutcome[],
  deletionOf: (index: number) => Deletion,
): Promise<readonly Outcome<Deletion>[]> {
  const currents = outcomes.flatMap((item): readonly StoredMemory[] =>
    item.outcome === 'conflict' ? [item.current] : [],
  );
  const opened = (await openMemories(context, ownerId, currents)).values();
  return outcomes.map(({ outcome }, index) => {
    if (outcome === 'removed' || outcome === 'purged') {
      return { ok: true, value: deletionOf(index) };
    }
    const current = outcome === 'conflict' ? opened.next().value : undefined;
    return { ok: false, error: current ? changedSince(current) : notFound() };
  });
}
