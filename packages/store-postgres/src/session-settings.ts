import type { Database } from './database/database.js';

/** Settings that every connection starts with, by name. Set as `SET` would, before the first query. */
export type SessionSettings = Readonly<Record<string, string>>;

/**
 * The number of neighbours that one step of an HNSW scan looks for: enough to find 99 of the 100 nearest, also among the
 * sparse vectors of the built-in embedder.
 */
export const efSearch = 600;

/**
 * Every statement of this package is written for an index. Were reading whole tables allowed, a statement prepared
 * while its table was small, or not yet analysed, would go on doing so after the table has grown; and
 * JIT would compile for longer than any of them runs.
 */
const plans: SessionSettings = { enable_seqscan: 'off', jit: 'off' };

/** What searching wants of a session. */
export function searchSettings(kind: Database['kind']): SessionSettings {
  if (kind === 'pglite') return plans;
  return {
    ...plans,
    'hnsw.ef_search': String(efSearch),
    // Goes on where more neighbours are asked for than one step gives; they are sorted afterwards.
    'hnsw.iterative_scan': 'relaxed_order',
  };
}
