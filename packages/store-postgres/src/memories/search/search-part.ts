import { efSearch } from '../../session-settings.js';
import type { Parameters } from '../parameters.js';
import type { Readable } from '../readable.js';

/** How many neighbours the index is asked for, for each result that is wanted; at least those of one step. */
const windowPerResult = 10;

/** What every part of one search has in common. */
export interface SearchTerms {
  readonly parameters: Parameters;
  /** The query's vector. */
  readonly vector: string;
  /** How many results are wanted. */
  readonly limit: number;
  /** The conditions on `memories m` besides who may read them. */
  readonly matching: string;
}

/**
 * The nearest memories of one part by measuring all of them: `owner_id, id, distance`. The HNSW index cannot
 * serve this, because nothing here implies its predicate.
 */
export function exactPart(terms: SearchTerms, part: Readable): string {
  return `(${nearestOf(terms, `${part.condition(terms.parameters)} and ${terms.matching}`)})`;
}

/**
 * The same by the HNSW index. It is asked for a window of neighbours regardless of whose they are, of which
 * those that match are taken; what is not in the index yet is measured. Where the window holds too few, the
 * whole part is measured instead.
 *
 * A condition inside the index scan would be met sooner or later, but by neighbours that the graph comes
 * across far from the query: with clustered owners that found less than half of the nearest.
 */
export function indexedPart(terms: SearchTerms, part: Readable): string {
  const { parameters, vector, matching } = terms;
  const limit = parameters.hidden(terms.limit, 'bigint');
  const window = parameters.hidden(Math.max(efSearch, terms.limit * windowPerResult), 'bigint');
  const condition = `${part.condition(parameters)} and ${matching}`;
  return `(with neighbours as materialized (
      select m.owner_id, m.id, m.distance from (
        select m.owner_id, m.id, m.permission, m.embedding_model, m.expires_at, m.category, m.tags, m.created_at,
          m.embedding <=> ${vector} as distance
        from memories m where m.ann order by m.embedding <=> ${vector} limit ${window}
      ) m where ${condition} order by m.distance, m.id limit ${limit}
    ), window_held as materialized (select count(*) >= ${limit} as enough from neighbours)
    select * from neighbours where (select enough from window_held)
    union all
    (${nearestOf(terms, `(select enough from window_held) and not m.ann and ${condition}`)})
    union all
    (${nearestOf(terms, `not (select enough from window_held) and ${condition}`)}))`;
}

function nearestOf({ parameters, vector, limit }: SearchTerms, condition: string): string {
  return `select m.owner_id, m.id, m.embedding <=> ${vector} as distance
    from memories m where ${condition} order by distance, m.id limit ${parameters.hidden(limit, 'bigint')}`;
}
