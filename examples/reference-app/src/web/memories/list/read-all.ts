import type { Memory } from '../../memory-service/tools.js';
import { changedList, type ListQuery } from './list-query.js';
import { type Reader, readList } from './read-list.js';

/** Everything that was found, and whether that is all there is. */
export interface Collection {
  readonly memories: readonly Memory[];
  readonly isAll: boolean;
}

/** Pages of the list that are looked at before it is left at that: hits may lie far apart. */
const maxPages = 10;

/** Collects all that matches the query, wherever in the list its page is: at most `most`. */
export async function readAll(reader: Reader, query: ListQuery, most: number): Promise<Collection> {
  const memories: Memory[] = [];
  let wanted = changedList(query, { size: 200 });
  for (let page = 0; page < maxPages; page += 1) {
    const { memories: found, next } = await readList(reader, wanted);
    memories.push(...found);
    if (memories.length > most) return { memories: memories.slice(0, most), isAll: false };
    if (next === undefined) return { memories, isAll: true };
    wanted = { ...wanted, cursor: next };
  }
  return { memories, isAll: false };
}
