import type { Pool } from 'pg';

/** The application's own PostgreSQL, embedded or a server. */
export interface Database {
  readonly pool: Pool;
  close(): Promise<void>;
}

/** What the queries need of it. */
export type Queryable = Pick<Pool, 'query'>;
