import { withClient } from './bench-database.js';

/**
 * Drops the vector index while `work` runs and then rebuilds it from its own definition: row by row it
 * would take many times as long.
 */
export async function withoutVectorIndex(
  databaseUrl: string,
  work: () => Promise<void>,
): Promise<void> {
  const definitions = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
       from pg_index join pg_class on pg_class.oid = indexrelid join pg_am on pg_am.oid = relam
       where indrelid = 'memories'::regclass and amname = 'hnsw'`,
    );
    for (const { name } of rows) await client.query(`drop index ${name}`);
    return rows.map(({ definition }) => definition);
  });
  await work();
  await withClient(databaseUrl, async (client) => {
    for (const definition of definitions) await client.query(definition);
  });
}

/** Leaves nothing for the server to tidy up while it is being measured. */
export async function settle(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query('alter table memories set (autovacuum_enabled = false)');
    await client.query('vacuum analyze');
    await client.query(
      `do $$ begin if pg_has_role('pg_checkpoint', 'usage') then checkpoint; end if; end $$`,
    );
  });
}
