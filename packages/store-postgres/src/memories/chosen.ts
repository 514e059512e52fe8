import type { MemoryFilter } from '@picard-mcp/core/ports';
import type { Parameters } from './parameters.js';

/** Where a statement takes its memories from. */
export interface Source {
  /** A name to select from. */
  readonly name: string;
  /** Begins the statement; empty where the name is that of a table. */
  readonly prefix: string;
}

/**
 * All memories, or those that a filter names by id. These are fetched first: beside a condition on the owner, the planner
 * would go through all of the owner's memories for them.
 */
export function sourceOf(parameters: Parameters, { memoryIds }: MemoryFilter): Source {
  if (!memoryIds) return { name: 'memories', prefix: '' };
  const ids = parameters.open(memoryIds, 'uuid[]');
  return {
    name: 'chosen',
    prefix: `with chosen as materialized (select m.* from memories m where m.id = any (${ids}))`,
  };
}
