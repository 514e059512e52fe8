import { createHash } from 'node:crypto';
import { isUuid, type MemoryId } from '../ids.js';
import { invalidField } from '../invalid-input.js';
import type { MemoryFilter, MemoryPage, StoredMemory } from '../ports/memory-store.js';
import { positionOf } from './page.js';

type Query = {
  readonly filter: MemoryFilter;
  /** The words that memories must also contain. */
  readonly words?: readonly string[];
} & Pick<MemoryPage, 'sort' | 'order'>;

/** An opaque mark of where a page ended. It says nothing that its reader has not seen. */
export function encodeCursor(query: Query, last: StoredMemory): string {
  const value = positionOf(query, last).value?.getTime() ?? null;
  return Buffer.from(JSON.stringify([fingerprint(query), value, last.id])).toString('base64url');
}

/** @throws PicardError `invalid_input` for a cursor that was not given for this very query. */
export function decodeCursor(query: Query, cursor: string): NonNullable<MemoryPage['after']> {
  const [mark, value, id] = parse(cursor);
  const date = typeof value === 'number' ? new Date(value) : undefined;
  const isTime = value === null || (date !== undefined && Number.isFinite(date.getTime()));
  if (!isTime || !isUuid(id)) throw invalidField('cursor', 'is not a valid cursor');
  if (mark !== fingerprint(query)) {
    throw invalidField('cursor', 'belongs to a query with different filters or a different order');
  }
  return { value: date, id: id as MemoryId };
}

function parse(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

function fingerprint({ filter, words = [], sort, order }: Query): string {
  const entries = Object.entries(filter).filter(([, value]) => value !== undefined);
  const parts = [sort, order, entries.sort(([a], [b]) => (a < b ? -1 : 1))];
  const text = JSON.stringify(words.length > 0 ? [...parts, words] : parts);
  return createHash('sha256').update(text).digest('base64url').slice(0, 11);
}
