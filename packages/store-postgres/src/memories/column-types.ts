import type { Database } from '../database/database.js';

/** OID of `bytea`, the same in every database. */
export const byteaType = 17;

/** Returns the OID of pgvector's `halfvec`, which differs between databases. */
export function halfvecType(database: Database): () => Promise<number> {
  let known: number | undefined;
  return async () => {
    if (known !== undefined) return known;
    const { rows } = await database.query<{ type: number }>({
      text: `select 'halfvec'::regtype::oid as type`,
    });
    known = Number(rows[0]?.type);
    return known;
  };
}
