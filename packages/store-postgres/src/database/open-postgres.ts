import type { Logger } from '@picard-mcp/core/ports';
import pg from 'pg';
import { type SessionSettings, searchSettings } from '../session-settings.js';
import type { Database } from './database.js';
import { poolDatabase } from './pool-database.js';
import { applySettings } from './session.js';

export interface PostgresOptions {
  readonly connectionString: string;
  readonly poolSize: number;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  /**
   * How much longer than the server the driver waits for a statement: then it is the server that
   * hangs.
   */
  readonly hungAfterMs?: number;
  readonly logger: Logger;
}

const abandonedAfterMs = 60_000;

/** PostgreSQL through a pool of connections. Connects when it is first asked. */
export function openPostgres(options: PostgresOptions): Database {
  const settings: SessionSettings = {
    statement_timeout: String(options.statementTimeoutMs),
    // Were this process to vanish within a transaction, its locks must not outlive it for long.
    idle_in_transaction_session_timeout: String(abandonedAfterMs),
    ...searchSettings('postgres'),
  };
  const pool = new pg.Pool({
    ...connectionConfig(options),
    max: options.poolSize,
    // 0 means without limit to the server, so it must not become a short limit here.
    ...(options.statementTimeoutMs > 0 && {
      query_timeout: options.statementTimeoutMs + (options.hungAfterMs ?? 5_000),
    }),
    onConnect: (client) => applySettings(client, settings),
  });
  return poolDatabase({ kind: 'postgres', pool, logger: options.logger });
}

/** What every connection to the database has in common, pooled or not. */
export function connectionConfig(
  options: Pick<PostgresOptions, 'connectionString' | 'connectTimeoutMs'>,
): pg.ClientConfig {
  return {
    connectionString: options.connectionString,
    connectionTimeoutMillis: options.connectTimeoutMs,
    fallback_application_name: 'picard',
    keepAlive: true,
  };
}
