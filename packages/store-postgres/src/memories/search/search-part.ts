import { efSearch } from '../../session-settings.js';
import { filteredColumns } from '../filter.js';
import type { Parameters } from '../parameters.js';
import type { Readable } from '../readable.js';

/** The number of neighbours requested from the index per result; at least one step of its scan. */
const windowPerResult = 20;
/** One in so many neighbours, the nearest of them, is believed; those at the end of the window are met by chance. */
const believedOf = 4;

/** What every part of one search has in common. */
export interface SearchTerms {
  readonly parameters: Parameters;
  /** The query's vector. */
  readonly vector: string;
  /** The number of results. */
  readonly limit: number;
  /** Where memories are taken from when they are measured: `memories`, or those of some ids. */
  readonly source: string;
  /** The conditions on `memories m` in addition to the reader's access. */
  readonly matching: string;
}

/**
 * The nearest memories of one part by measuring all of them: `owner_id, id, distance`. The HNSW index cannot
 * serve this, because nothing here implies its predicate.
 */
export function exactPart(terms: SearchTerms, part: Readable): string {
  return nearestOf(terms, `${part.condition(terms.parameters)} and ${terms.matching}`);
}

/**
 * The same by the HNSW index. It is asked for a window of neighbours, whosever they are, and those that match are
 * taken of its nearest quarter; what is not in the index yet is measured. Where too few match there, the
 * whole part is measured instead.
 *
 * With the conditions inside the index scan, it would go on until it met enough that match, ever further from
 * the query and ever less in order: where owners' memories lie in clusters, and the query near those of another owner,
 * that found less than half of the nearest.
 */
export function indexedPart(terms: SearchTerms, part: Readable): string {
  const { parameters, vector, matching } = terms;
  const size = Math.max(efSearch, terms.limit * windowPerResult);
  const window = parameters.hidden(size, 'bigint');
  const believed = parameters.hidden(Math.ceil(size / believedOf), 'bigint');
  const limit = parameters.hidden(terms.limit, 'bigint');
  const condition = `${part.condition(parameters)} and ${matching}`;
  // A scan of several steps is only roughly in order. The planner takes it to be in order: `+ 0` makes it sort.
  const neighbours = `select m.owner_id, m.id, m.distance from (
      select * from (
        select ${filteredColumns}, (m.embedding <=> ${vector}) + 0 as distance
        from memories m where m.ann order by m.embedding <=> ${vector} limit ${window}
      ) asked order by distance limit ${believed}
    ) m where ${condition} order by m.distance, m.id limit ${limit}`;
  const isEnough = '(select is_enough from held)';
  return `with neighbours as materialized (${neighbours}),
      held as materialized (select count(*) >= ${limit} as is_enough from neighbours)
    select * from (
      select * from neighbours where ${isEnough}
      union all
      (${nearestOf(terms, `${isEnough} and not m.ann and ${condition}`)})
      union all
      (${nearestOf(terms, `not ${isEnough} and ${condition}`)})
    ) found order by distance, id limit ${limit}`;
}

function nearestOf({ parameters, vector, limit, source }: SearchTerms, condition: string): string {
  return `select m.owner_id, m.id, m.embedding <=> ${vector} as distance
    from ${source} m where ${condition} order by distance, m.id limit ${parameters.hidden(limit, 'bigint')}`;
}
