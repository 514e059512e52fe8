import { PicardError } from '@picard-mcp/core';
import type { Logger } from '@picard-mcp/core/ports';
import pg from 'pg';
import { fromDriverError } from '../database/driver-error.js';
import { connectionConfig } from '../database/open-postgres.js';
import { type Schema, updateSchema } from './update-schema.js';

export interface MigrateServerOptions {
  readonly connectionString: string;
  readonly connectTimeoutMs: number;
  readonly logger: Logger;
  /** Default: all migrations. */
  readonly schema?: Schema;
}

/**
 * Brings a server's schema up to date, over a connection of its own: it may wait longer for another
 * instance's migrations than any query may last.
 */
export function migrateServer(options: MigrateServerOptions): Promise<readonly string[]> {
  return withServerClient(options, async (client) => {
    await client.query('set statement_timeout = 0');
    const { logger, schema } = options;
    return updateSchema({ client, kind: 'postgres', logger, ...(schema && { schema }) });
  });
}

/**
 * Does one piece of work over a connection of its own.
 *
 * @throws PicardError `unavailable` or `internal` when there is none to be had: the message names the server;
 *   `invalid_input` when the connection string cannot be read.
 */
export async function withServerClient<Value>(
  options: Pick<MigrateServerOptions, 'connectionString' | 'connectTimeoutMs'>,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = clientOf(options);
  // A connection that breaks fails its query; without a listener it would also end the process.
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw unreachable(client, error);
    });
    return await work(client);
  } catch (error) {
    throw fromDriverError(error);
  } finally {
    await client.end();
  }
}

function clientOf(
  options: Pick<MigrateServerOptions, 'connectionString' | 'connectTimeoutMs'>,
): pg.Client {
  try {
    return new pg.Client(connectionConfig(options));
  } catch {
    // What the parser throws quotes the whole string, password included.
    throw new PicardError('invalid_input', 'The connection string is not one of PostgreSQL.', {
      details: { field: 'connectionString' },
    });
  }
}

function unreachable(client: pg.Client, error: unknown): PicardError {
  const name = client.database === undefined ? '' : ` "${client.database}"`;
  const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new PicardError(
    fromDriverError(error).code,
    `The database${name} at ${client.host}:${client.port} does not let us in${reason}.`,
    { cause: error },
  );
}
