import type { MemoryId, UserId } from '../../ids.js';
import { changeRefusal } from '../../memory/change-refusal.js';
import type {
  ChangeOutcome,
  MemoryChange,
  RemoveOptions,
  RemoveOutcome,
} from '../../ports/memory-store.js';
import { changedRow } from './changing.js';
import type { Spellings } from './labels.js';
import { storedMemory } from './memory-row.js';
import type { MemoryTable } from './memory-table.js';
import type { InMemoryTrash } from './trash.js';

interface Step<Outcome> {
  readonly outcome: Outcome;
  /** Writes the change; absent where there is nothing to write. */
  readonly apply?: () => void;
}

/** See `MemoryStore.update`. */
export function changeRows(
  table: MemoryTable,
  labels: Spellings,
  ownerId: UserId,
  changes: readonly MemoryChange[],
  { atomic, now }: { readonly atomic: boolean; readonly now: Date },
): readonly ChangeOutcome[] {
  const steps = changes.map((change): Step<ChangeOutcome> => {
    const row = table.get(ownerId, change.id);
    if (!row) return { outcome: { outcome: 'not_found' } };
    const before = storedMemory(row);
    const refusal = changeRefusal(before, change, now);
    if (refusal) return { outcome: { outcome: refusal, current: before } };
    const changed = changedRow(row, change, now);
    const outcome = { outcome: 'changed', before, memory: storedMemory(changed) } as const;
    const step: { outcome: ChangeOutcome; apply: () => void } = {
      outcome,
      apply() {
        const stored = { ...changed, memory: labels.spelled(ownerId, changed.memory) };
        step.outcome = { ...outcome, memory: storedMemory(stored) };
        table.put(stored);
      },
    };
    return step;
  });
  return applied(steps, atomic);
}

export interface RemovalTables {
  readonly table: MemoryTable;
  readonly trash: InMemoryTrash;
}

/** See `MemoryStore.remove`. */
export function removeRows(
  { table, trash }: RemovalTables,
  ownerId: UserId,
  ids: readonly MemoryId[],
  { atomic, expectedUpdatedAt = new Map(), deletedAt }: RemoveOptions,
): readonly RemoveOutcome[] {
  const steps = ids.map((id): Step<RemoveOutcome> => {
    const row = table.get(ownerId, id);
    const deleted = deletedAt ? undefined : trash.get(ownerId, id);
    const found = row ?? deleted;
    if (!found) return { outcome: { outcome: 'not_found' } };
    const before = storedMemory(found);
    const expected = expectedUpdatedAt.get(id);
    if (expected && expected.getTime() !== before.updatedAt.getTime()) {
      return { outcome: { outcome: 'conflict', current: before } };
    }
    if (!row) return { outcome: { outcome: 'purged' }, apply: () => trash.delete(ownerId, id) };
    return {
      outcome: { outcome: 'removed', before },
      apply() {
        table.delete(ownerId, id);
        if (deletedAt) trash.put(row, deletedAt);
      },
    };
  });
  return applied(steps, atomic);
}

function applied<Outcome>(steps: readonly Step<Outcome>[], atomic: boolean): readonly Outcome[] {
  if (!atomic || steps.every(({ apply }) => apply)) for (const { apply } of steps) apply?.();
  return steps.map(({ outcome }) => outcome);
}
