import type pg from 'pg';

/** What the floor knows beforehand and Picard must find out. */
export interface Facts {
  /** Number of the one embedding model. */
  readonly model: number;
  readonly halfvecType: number;
  /** Owners of more than a few memories. */
  readonly large: ReadonlySet<string>;
  /** Owners that are in the index of vectors, and `public`. */
  readonly indexed: ReadonlySet<string>;
}

export async function readFacts(pool: pg.Pool): Promise<Facts> {
  const numbers = await pool.query<{ model: number; halfvecType: number }>(
    `select (select id from embedding_models) as model, 'halfvec'::regtype::oid::int as "halfvecType"`,
  );
  const [first] = numbers.rows;
  if (!first) throw new Error('the database answers nothing');
  const large = await pool.query<{ owner: string }>(
    'select owner_id::text as owner from memories group by owner_id having count(*) > 1000',
  );
  const indexed = await pool.query<{ scope: string }>('select scope from indexed_scopes');
  return {
    ...first,
    large: new Set(large.rows.map(({ owner }) => owner)),
    indexed: new Set(indexed.rows.map(({ scope }) => scope)),
  };
}
