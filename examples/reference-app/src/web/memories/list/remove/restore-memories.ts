import type { Context } from '../../../context.js';
import type { ConnectedVisit } from '../../../http/visit.js';
import type { Memory } from '../../../memory-service/tools.js';
import { ownIdOf } from '../../../people/own-id.js';
import { deletionStore } from './deletion-store.js';

/** What came of bringing memories back. */
export interface Restoration {
  readonly restored: number;
  /** How many were there already, as after undoing twice. */
  readonly present: number;
  readonly refused: number;
}

/** Characters of one request: far below what the server takes. */
const mostCharacters = 2_000_000;

/**
 * Brings back what a deletion took, with ids, times and sharing as they were. What is there again by then stays as it is.
 *
 * @returns nothing when there is no such deletion of this visitor, or no longer.
 */
export async function restoreMemories(
  { database, sealer, now }: Pick<Context, 'database' | 'sealer' | 'now'>,
  visit: ConnectedVisit,
  deletionId: string,
): Promise<Restoration | undefined> {
  const store = deletionStore(database.pool, sealer);
  const kept = await store.read(visit.user.id, deletionId, now());
  if (kept.length === 0) return undefined;
  // Connected as another user of the memory server by now: these memories are not for that one.
  const ownId = await ownIdOf(visit);
  if (kept.some(({ user_id }) => user_id !== ownId)) return undefined;

  const sum = { restored: 0, present: 0, refused: 0 };
  for (const part of inParts(kept)) {
    const report = await visit.memory.call('import_memories', {
      format: 'jsonl',
      content: part.map(recordOf).join('\n'),
    });
    sum.restored += report.imported;
    sum.present += report.unchanged;
    sum.refused += report.refused_count;
    const refused = new Set(report.refused.map(({ line }) => line));
    await store.forget(
      deletionId,
      part.flatMap(({ id }, index) => (refused.has(index + 1) ? [] : [id])),
    );
  }
  return sum;
}

/** A line of the file: what the server writes of a memory, it reads. */
function recordOf(memory: Memory): string {
  const { id, user_id, text, permission, shared_with, tags, category, metadata } = memory;
  const { created_at, updated_at, expiration_date } = memory;
  return JSON.stringify({
    id,
    user_id,
    text,
    permission,
    ...(shared_with && { shared_with }),
    tags,
    category,
    metadata,
    created_at,
    updated_at,
    expiration_date,
  });
}

function inParts(memories: readonly Memory[]): readonly (readonly Memory[])[] {
  const parts: Memory[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const memory of memories) {
    const length = recordOf(memory).length;
    if (size + length > mostCharacters) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(memory);
    size += length;
  }
  return parts;
}
