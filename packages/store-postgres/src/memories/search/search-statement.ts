import type { UserId } from '@picard-mcp/core';
import type { MemoryFilter } from '@picard-mcp/core/ports';
import type { Statement } from '../../database/database.js';
import { sourceOf } from '../chosen.js';
import { isPlain, matches } from '../filter.js';
import { encodeHalfvec } from '../halfvec.js';
import { sharedWithColumn, storedColumns } from '../memory-row.js';
import { parameters } from '../parameters.js';
import { type Readable, readable } from '../readable.js';
import { exactPart, indexedPart, type SearchTerms } from './search-part.js';

export interface SearchPlan {
  readonly viewerId: UserId;
  readonly filter: MemoryFilter;
  readonly vector: Float32Array;
  readonly limit: number;
  /** Number of the embedding model. */
  readonly model: number;
  readonly now: Date;
  /** What is in the HNSW index: `public`, and ids of owners. */
  readonly indexed: ReadonlySet<string>;
}

/**
 * One statement that searches each part of what may be read, exactly or by the index, and takes the best of
 * all. `undefined` when nothing can match.
 */
export function searchStatement(plan: SearchPlan): Statement | undefined {
  const parts = readable(plan.viewerId, plan.filter);
  if (parts.length === 0) return undefined;
  const values = parameters();
  const model = values.hidden(plan.model, 'smallint');
  const source = sourceOf(values, plan.filter);
  const terms: SearchTerms = {
    parameters: values,
    vector: values.open(encodeHalfvec(plan.vector), 'halfvec'),
    limit: plan.limit,
    source: source.name,
    // Not by an index: nearly all memories are of one model, which a planner without statistics does not know.
    matching: `m.embedding_model is not distinct from ${model} and ${matches(values, plan.filter, plan.now)}`,
  };
  // Those of some ids are few.
  const byIndex = plan.filter.memoryIds
    ? []
    : parts.filter((part) => isIndexed(part, plan.indexed));
  const nearest = parts.map((part) =>
    (byIndex.includes(part) ? indexedPart : exactPart)(terms, part),
  );
  return {
    ...(isPlain(plan.filter) && { name: statementName(plan.filter, byIndex) }),
    text: `${source.prefix} select ${storedColumns}, ${sharedWithColumn}, nearest.distance
      from (${bestOf(nearest, terms)}) nearest
      join memories m on m.owner_id = nearest.owner_id and m.id = nearest.id
      order by nearest.distance, nearest.id, nearest.owner_id`,
    values: values.values,
  };
}

function bestOf(nearest: readonly string[], { parameters: values, limit }: SearchTerms): string {
  const [only, ...others] = nearest;
  if (only !== undefined && others.length === 0) return only;
  return `select * from (${nearest.map((part) => `(${part})`).join(' union all ')}) part
    order by distance, id, owner_id limit ${values.hidden(limit, 'bigint')}`;
}

/** Shared memories are few and never looked for by the index. */
function isIndexed({ reason, ownerId }: Readable, indexed: ReadonlySet<string>): boolean {
  if (reason === 'shared' || reason === 'private') return false;
  return indexed.has(ownerId ?? 'public');
}

function statementName({ scope }: MemoryFilter, byIndex: readonly Readable[]): string {
  return ['memories_search', scope, ...byIndex.map(({ reason }) => reason)].join('_');
}
