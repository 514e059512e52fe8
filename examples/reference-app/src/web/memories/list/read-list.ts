import type { ConnectedVisit } from '../../http/visit.js';
import type { CallOptions } from '../../memory-service/memory-service.js';
import { ServiceError } from '../../memory-service/service-error.js';
import type { Memory } from '../../memory-service/tools.js';
import type { ListQuery } from './list-query.js';
import { serverQuery } from './server-query.js';

/** A page of a list. */
export interface ListPage {
  readonly memories: readonly Memory[];
  /** Where the next page begins; `undefined`: there is none. */
  readonly next: string | undefined;
  /** How many there are on all pages; `undefined` where words are looked for, which are not counted. */
  readonly total: { readonly count: number; readonly isEstimate: boolean } | undefined;
  /** Whether the server stopped looking for the words before the page was full: it goes on from `next`. */
  readonly isCutShort: boolean;
}

/** Who reads a list, and when. */
export type Reader = Pick<ConnectedVisit, 'memory' | 'zone' | 'now'>;

/** Reads one page of what the query asks for. */
export async function readList(
  reader: Reader,
  query: ListQuery,
  options: CallOptions = {},
): Promise<ListPage> {
  const { memories, next_cursor, total, total_is_estimate } = await reader.memory.call(
    'get_memories',
    {
      ...serverQuery(query, reader),
      limit: query.size,
      ...(query.cursor !== undefined && { cursor: query.cursor }),
      ...(query.words === '' && { count: true }),
    },
    options,
  );
  return {
    memories,
    next: next_cursor ?? undefined,
    total:
      typeof total === 'number'
        ? { count: total, isEstimate: total_is_estimate ?? false }
        : undefined,
    isCutShort: query.words !== '' && next_cursor !== null && memories.length < query.size,
  };
}

/** Whether the refusal is about the place in the list, which was one of other filters. */
export function isStaleCursor(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    error.code === 'invalid_input' &&
    error.details.field === 'cursor'
  );
}
