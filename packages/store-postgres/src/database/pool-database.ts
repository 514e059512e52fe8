import { type Logger, toPicardError } from '@picard-mcp/core/ports';
import type { QueryResultRow } from 'pg';
import type { Database, Rows } from './database.js';
import { isRetryable } from './driver-error.js';
import { inFlight } from './in-flight.js';
import { type ConnectionSource, type TimedStatement, withConnection } from './pool-connection.js';

export interface PoolDatabaseOptions extends ConnectionSource {
  readonly logger: Logger;
  /** Releases what lies under the pool, after its last connection. */
  readonly release?: () => Promise<void>;
}

const attempts = 3;
const pingTimeoutMs = 5_000;

/** A `Database` over a pool of the driver's connections, whatever they lead to. */
export function poolDatabase(options: PoolDatabaseOptions): Database {
  const { kind, pool, logger, release } = options;
  const work = inFlight();
  let closing: Promise<void> | undefined;

  pool.on('error', ({ message }) => {
    logger.warn({ reason: message }, 'lost an idle database connection');
  });
  pool.on('connect', (client) => {
    // A connection that breaks while it is lent fails its query; without a listener it would also
    // end the process.
    client.on('error', () => undefined);
  });

  function run<Row extends QueryResultRow>(statement: TimedStatement): Promise<Rows<Row>> {
    return work.run(() =>
      retrying(() => withConnection(options, (connection) => connection.query<Row>(statement))),
    );
  }

  async function close(): Promise<void> {
    await work.drain();
    await pool.end();
    await release?.();
  }

  return {
    kind,
    query: run,
    transaction: (steps) =>
      work.run(() =>
        retrying(() =>
          withConnection(options, async (connection) => {
            try {
              await connection.query({ text: 'begin' });
              const value = await steps(connection);
              await connection.commit();
              return value;
            } catch (error) {
              await connection.rollback();
              throw toPicardError(error);
            }
          }),
        ),
      ),
    async ping() {
      await run({ text: 'select 1', query_timeout: pingTimeoutMs });
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** Runs again what the server undid as a whole to end a deadlock or a serialization conflict. */
async function retrying<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !isRetryable(error)) throw error;
    }
  }
}
