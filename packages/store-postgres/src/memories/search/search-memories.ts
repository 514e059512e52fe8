import type { UserId } from '@picard-mcp/core';
import type { MemoryFilter, MemorySearch, ScoredMemory } from '@picard-mcp/core/ports';
import type { Queryable } from '../../database/database.js';
import type { EmbeddingModels } from '../embedding-models.js';
import { type MemoryRow, toMemories } from '../memory-row.js';
import type { IndexedScopes } from './indexed-scopes.js';
import { searchStatement } from './search-statement.js';

export interface SearchContext {
  readonly database: Queryable;
  readonly models: EmbeddingModels;
  readonly scopes: IndexedScopes;
}

interface FoundRow extends MemoryRow {
  readonly distance: number;
}

/** The nearest memories that match and that the viewer may read, best first. */
export async function searchMemories(
  { database, models, scopes }: SearchContext,
  viewerId: UserId,
  filter: MemoryFilter,
  search: MemorySearch,
  now: Date,
): Promise<readonly ScoredMemory[]> {
  const model = await models.find(search.model);
  if (model === undefined) return [];
  const statement = searchStatement({
    viewerId,
    filter,
    vector: search.vector,
    limit: search.limit,
    model,
    now,
    indexed: await scopes.at(now),
  });
  if (!statement) return [];
  const { rows } = await database.query<FoundRow>(statement);
  const memories = await toMemories(rows, models);
  const { minScore = -1 } = search;
  return rows
    .map((row, index) => ({ memory: memories[index], score: scoreOf(row.distance) }))
    .filter(
      (found): found is ScoredMemory => found.memory !== undefined && found.score >= minScore,
    );
}

/** Half-precision vectors are not exactly of length 1: the distance of equal ones may fall just below 0. */
function scoreOf(distance: number): number {
  return Math.max(-1, Math.min(1, 1 - distance));
}
