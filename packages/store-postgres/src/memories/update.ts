import type { UserId } from '@picard-mcp/core';
import {
  type ChangeOutcome,
  changedFacts,
  changeRefusal,
  type MemoryChange,
  type StoredMemory,
} from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import type { EmbeddingModels } from './embedding-models.js';
import { eachOnce } from './grantees.js';
import { encodingFor } from './insert.js';
import { labelsOf, spellLabels } from './labels/spell-labels.js';
import { lockMemories } from './lock.js';
import { factsOf } from './memory-columns.js';
import { type MemoryRow, toMemories } from './memory-row.js';
import { replaceShares } from './replace-shares.js';
import { type RowChange, writeChanges } from './write-changes.js';

export interface UpdateContext {
  readonly database: Database;
  readonly models: EmbeddingModels;
  readonly halfvecType: () => Promise<number>;
}

export interface UpdateOptions {
  readonly atomic: boolean;
  readonly now: Date;
}

/** Changes the owner's memories in one transaction: locks them, decides for each, writes what may be written. */
export async function updateMemories(
  { database, models, halfvecType }: UpdateContext,
  ownerId: UserId,
  changes: readonly MemoryChange[],
  { atomic, now }: UpdateOptions,
): Promise<readonly ChangeOutcome[]> {
  const encoding = await encodingFor({ models, halfvecType }, changes);
  const labels = labelsOf(changes.map((change) => ({ ...change, ownerId })));
  const { rows, spelled } = await database.transaction(async (transaction) => {
    if (labels.length > 0) await transaction.query({ text: 'savepoint unspelled' });
    const spell = await spellLabels(transaction, labels);
    const spelled = changes.map((change) => spell(ownerId, change));
    const locked = await lockMemories(
      transaction,
      ownerId,
      changes.map(({ id }) => id),
    );
    const applicable = applicableChanges(locked, spelled, now);
    if (applicable.length > 0 && (!atomic || applicable.length === changes.length)) {
      await writeChanges(transaction, ownerId, applicable, encoding);
      await replaceShares(transaction, ownerId, applicable);
    } else if (labels.length > 0) {
      // What is not written decides about no spelling.
      await transaction.query({ text: 'rollback to savepoint unspelled' });
    }
    return { rows: locked, spelled };
  });
  return outcomes(await toMemories(rows, models), spelled, now);
}

function applicableChanges(
  rows: readonly MemoryRow[],
  changes: readonly MemoryChange[],
  now: Date,
): readonly RowChange[] {
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return changes.flatMap((change) => {
    const row = rowOf.get(change.id);
    if (!row) return [];
    const { expirationDate } = factsOf(row);
    const state = { updatedAt: row.updated_at, permission: row.permission, expirationDate };
    if (changeRefusal(state, change, now)) return [];
    return [{ row, change, updatedAt: later(row.updated_at, now) }];
  });
}

function outcomes(
  memories: readonly StoredMemory[],
  changes: readonly MemoryChange[],
  now: Date,
): readonly ChangeOutcome[] {
  const memoryOf = new Map(memories.map((memory) => [memory.id, memory]));
  return changes.map((change) => {
    const before = memoryOf.get(change.id);
    if (!before) return { outcome: 'not_found' };
    const refusal = changeRefusal(before, change, now);
    if (refusal) return { outcome: refusal, current: before };
    return { outcome: 'changed', before, memory: changed(before, change, now) };
  });
}

/** Always after `before`, whatever clocks say. */
function later(before: Date, now: Date): Date {
  return new Date(Math.max(now.getTime(), before.getTime() + 1));
}

/** The memory as `writeChanges` and `replaceShares` leave it. */
function changed(before: StoredMemory, change: MemoryChange, now: Date): StoredMemory {
  const { sealedText, sealedMetadata, permission, sharedWith } = change;
  return {
    ...before,
    ...(sealedText && { sealedText, embeddingModel: change.embedding?.model }),
    ...(sealedMetadata !== undefined && { sealedMetadata: sealedMetadata ?? undefined }),
    ...changedFacts(before, change),
    ...(permission && { permission }),
    ...(sharedWith && { sharedWith: eachOnce(sharedWith) }),
    updatedAt: later(before.updatedAt, now),
  };
}
