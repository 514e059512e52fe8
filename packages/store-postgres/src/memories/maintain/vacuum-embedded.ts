import type { Database } from '../../database/database.js';

/** The embedded database has no autovacuum: does its work once a good part of the table has changed. */
export async function vacuumEmbedded(database: Database): Promise<void> {
  await database.query({ text: 'select pg_stat_force_next_flush()' });
  const { rows } = await database.query<{ due: boolean }>({
    text: `select n_mod_since_analyze > 500 + 0.1 * n_live_tup or n_dead_tup > 500 + 0.2 * n_live_tup as due
      from pg_stat_user_tables where relid = 'memories'::regclass`,
  });
  if (rows[0]?.due) await database.query({ text: 'vacuum (analyze) memories' });
}
