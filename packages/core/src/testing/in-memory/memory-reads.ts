import type { GroupStore } from '../../ports/group-store.js';
import type {
  MemoryPage,
  MemorySort,
  MemoryStore,
  ScoredMemory,
} from '../../ports/memory-store.js';
import { type MemoryRow, type MemoryRows, toStored } from './memory-rows.js';
import { isExpired, matching, readableBy } from './visibility.js';

/** The part of the in-memory store that reads. */
export function memoryReads(
  rows: MemoryRows,
  groups: GroupStore,
): Pick<MemoryStore, 'find' | 'list' | 'search' | 'listTags'> {
  return {
    async find(viewerId, ids, now) {
      const wanted = new Set<string>(ids);
      const readable = await readableBy(groups, viewerId);
      return [...rows.values()]
        .filter((row) => wanted.has(row.id) && readable(row))
        .filter((row) => row.ownerId === viewerId || !isExpired(row, now))
        .map(toStored);
    },

    async list(viewerId, filter, page, now) {
      const readable = await readableBy(groups, viewerId);
      const matches = matching(viewerId, filter, now);
      const compare = inOrder(page);
      const { after } = page;
      const mark = after && { id: after.id, value: after.value?.getTime() };
      return [...rows.values()]
        .filter((row) => readable(row) && matches(row))
        .map((row) => ({ row, id: row.id, value: sortKey(row, page.sort) }))
        .toSorted(compare)
        .filter((item) => !mark || compare(mark, item) < 0)
        .slice(0, page.limit)
        .map(({ row }) => toStored(row));
    },

    async search(viewerId, filter, { model, vector, limit, minScore }, now) {
      const readable = await readableBy(groups, viewerId);
      const matches = matching(viewerId, filter, now);
      return [...rows.values()]
        .filter((row) => readable(row) && matches(row))
        .flatMap((row): ScoredMemory[] => {
          if (row.embedding?.model !== model) return [];
          return [{ memory: toStored(row), score: cosine(row.embedding.vector, vector) }];
        })
        .filter(({ score }) => minScore === undefined || score >= minScore)
        .toSorted((a, b) => b.score - a.score || byText(a.memory.id, b.memory.id))
        .slice(0, limit);
    },

    async listTags(ownerId, now) {
      const counts = new Map<string, number>();
      for (const row of rows.values()) {
        if (row.ownerId !== ownerId || isExpired(row, now)) continue;
        for (const tag of row.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      }
      return [...counts]
        .map(([tag, count]) => ({ tag, count }))
        .toSorted((a, b) => b.count - a.count || byText(a.tag, b.tag));
    },
  };
}

interface Position {
  readonly id: string;
  readonly value: number | undefined;
}

/** Memories without the sort value come last in either order; ties go by id, in the same order. */
function inOrder({ order }: MemoryPage): (a: Position, b: Position) => number {
  const sign = order === 'asc' ? 1 : -1;
  return (a, b) => {
    if (a.value === undefined && b.value !== undefined) return 1;
    if (a.value !== undefined && b.value === undefined) return -1;
    return sign * ((a.value ?? 0) - (b.value ?? 0) || byText(a.id, b.id));
  };
}

function sortKey(row: MemoryRow, sort: MemorySort): number | undefined {
  if (sort === 'created_at') return row.createdAt.getTime();
  return sort === 'updated_at' ? row.updatedAt.getTime() : row.expiresAt?.getTime();
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    dot += value * other;
    squaresA += value * value;
    squaresB += other * other;
  }
  return dot / Math.sqrt(squaresA * squaresB);
}
