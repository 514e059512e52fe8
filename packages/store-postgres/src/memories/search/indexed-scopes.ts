import type { UserId } from '@picard-mcp/core';
import type { Queryable } from '../../database/database.js';

/** A scope that `maintain` puts in the HNSW index: all public memories, or all memories of one owner. */
export type Scope = 'public' | UserId;

/**
 * The scopes that are in the index, as last seen. What is not up to date here, or not yet in the index, makes a
 * search slower but never wrong.
 */
export interface IndexedScopes {
  at(now: Date): Promise<ReadonlySet<string>>;
  /** Lets the next search look again. */
  forget(): void;
}

const lifeMs = 30_000;

export function indexedScopes(database: Queryable): IndexedScopes {
  let seen: { readonly at: number; readonly scopes: Promise<ReadonlySet<string>> } | undefined;

  async function load(): Promise<ReadonlySet<string>> {
    const { rows } = await database.query<{ scope: string }>({
      text: 'select scope from indexed_scopes',
    });
    return new Set(rows.map(({ scope }) => scope));
  }

  return {
    at(now) {
      const at = now.getTime();
      if (seen && Math.abs(at - seen.at) < lifeMs) return seen.scopes;
      const scopes = load();
      const loading = { at, scopes };
      seen = loading;
      scopes.catch(() => {
        if (seen === loading) seen = undefined;
      });
      return scopes;
    },
    forget() {
      seen = undefined;
    },
  };
}
