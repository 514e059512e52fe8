import type { MemoryPage, MemorySort, NewMemory } from '../../ports/memory-store.js';
import type { MemoryRow } from './memory-row.js';
import { byCodePoint } from './order.js';

interface Position {
  readonly value: Date | undefined;
  readonly id: string;
}

const sortValue: Record<MemorySort, (memory: NewMemory) => Date | undefined> = {
  created_at: (memory) => memory.createdAt,
  updated_at: (memory) => memory.updatedAt,
  expiration_date: (memory) => memory.expirationDate,
};

/** Those of the rows that the page holds, in its order. */
export function pageOf(rows: readonly MemoryRow[], page: MemoryPage): readonly MemoryRow[] {
  const { after, limit } = page;
  const position = ({ memory }: MemoryRow): Position => ({
    value: sortValue[page.sort](memory),
    id: memory.id,
  });
  return rows
    .filter((row) => after === undefined || compare(position(row), after, page.order) > 0)
    .sort((left, right) => compare(position(left), position(right), page.order))
    .slice(0, limit);
}

/** Those without a value come last in either order. */
function compare(left: Position, right: Position, order: MemoryPage['order']): number {
  const sign = order === 'asc' ? 1 : -1;
  if (left.value === undefined || right.value === undefined) {
    if (left.value !== right.value) return left.value === undefined ? 1 : -1;
    return sign * byCodePoint(left.id, right.id);
  }
  return sign * (left.value.getTime() - right.value.getTime() || byCodePoint(left.id, right.id));
}
