import { basename, dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PicardError } from '@picard-mcp/core';
import type { Logger } from '@picard-mcp/core/ports';
import type { ClientBase, QueryResultRow } from 'pg';
import type { Database, Queryable, Statement } from '../database/database.js';
import { fromDriverError } from '../database/driver-error.js';
import { migrations } from './migrations.js';
import { readFacts, unmetRequirement, unmetServer } from './requirements.js';
import type { MigratedDatabase, SchemaMigration } from './schema-migration.js';

/** A schema with a record of its own of the migrations that ran. */
export interface Schema {
  readonly migrations: readonly SchemaMigration[];
  /** Not node-pg-migrate's own name: the host application may use it in the same database. */
  readonly table: string;
  /** Number of the advisory lock under which one instance migrates while the others wait. */
  readonly lockNumber: number;
  /** Whether it needs pgvector. */
  readonly hasVectors: boolean;
}

/** Everything that Picard stores. */
export const wholeSchema: Schema = {
  migrations,
  table: 'picard_migrations',
  lockNumber: 5_309_206_117_294,
  hasVectors: true,
};

export interface SchemaUpdate {
  /** A connection with no limit on the time of a statement. */
  readonly client: ClientBase;
  readonly kind: Database['kind'];
  readonly logger: Logger;
  /** Default: all migrations. */
  readonly schema?: Schema;
}

/**
 * Updates the schema and returns the names of the migrations that it ran. Any number of
 * instances may do so at once; where nothing is to be done, no lock is taken and no right to create
 * is needed.
 *
 * @throws PicardError `internal` when the server is too old, pgvector is missing, the schema is
 *   newer than this code, or the role may not change it; the message says what to do.
 */
export async function updateSchema(update: SchemaUpdate): Promise<readonly string[]> {
  const { client, kind, logger, schema = wholeSchema } = update;
  try {
    const facts = await readFacts(client);
    const unmet = schema.hasVectors ? unmetRequirement(facts) : unmetServer(facts);
    if (unmet !== undefined) throw new PicardError('internal', unmet);
    if (facts.schema === undefined) {
      throw new PicardError('internal', 'No schema of the search path exists in the database.');
    }
    const applied = await appliedMigrations(client, schema, facts.schema);
    const pending = schema.migrations.some(
      ({ name, kinds }) => kinds.includes(kind) && !applied.includes(name),
    );
    if (!pending) return [];
    if (!facts.mayCreateTables) {
      throw new PicardError(
        'internal',
        `The schema is not up to date and role "${facts.role}" may not create tables in schema "${facts.schema}": run the migrations as its owner, or grant create on the schema.`,
      );
    }
    const ran = await runMigrations({ ...update, schema }, facts.schema);
    await appliedMigrations(client, schema, facts.schema);
    if (ran.length > 0) logger.info({ migrations: ran }, 'brought the database schema up to date');
    return ran;
  } catch (error) {
    throw explain(error);
  }
}

/** Names of the migrations that the database has; refuses those of a later version. */
async function appliedMigrations(
  client: ClientBase,
  { migrations: known, table }: Schema,
  namespace: string,
): Promise<readonly string[]> {
  const name = `${client.escapeIdentifier(namespace)}.${table}`;
  const exists = await client.query('select 1 where to_regclass($1) is not null', [name]);
  if (exists.rows.length === 0) return [];
  const { rows } = await client.query<{ name: string }>(`select name from ${name} order by id`);
  const applied = rows.map((row) => row.name);
  const unknown = applied.filter((each) => known.every((migration) => migration.name !== each));
  if (unknown.length === 0) return applied;
  throw new PicardError(
    'internal',
    `The database schema is newer than this version of Picard: it has ${unknown.join(', ')}. Start a version that knows it.`,
  );
}

async function runMigrations(
  { client, kind, logger, schema }: Required<SchemaUpdate>,
  namespace: string,
) {
  // Loaded only when there is something to do: most starts find the schema up to date.
  const { runner } = await import('node-pg-migrate');
  // The runner loads migrations from files. It gets this one, and a loader that returns the list.
  const file = fileURLToPath(import.meta.url);
  const units = schema.migrations
    .filter(({ kinds }) => kinds.includes(kind))
    .map((migration) => ({
      id: migration.name,
      filePaths: [file],
      actions: {
        up: (builder: Builder) => apply(migration, builder, client),
        down: false as const,
      },
    }));
  const log = (message: string) => logger.debug({}, message);
  const ran = await runner({
    dbClient: client,
    direction: 'up',
    dir: dirname(file),
    ignorePattern: `(?!${basename(file).replaceAll('.', '\\.')}$).*`,
    migrationLoaderStrategies: [{ extensions: [extname(file)], loader: async () => units }],
    migrationsTable: schema.table,
    migrationsSchema: namespace,
    // Each migration is a transaction of its own, so that one may build an index concurrently.
    singleTransaction: false,
    noLock: kind === 'pglite',
    lockValue: schema.lockNumber,
    advisoryLockMode: 'wait',
    log,
  });
  return ran.map(({ name }) => name);
}

/** What the runner gives a migration. */
interface Builder {
  sql(text: string): void;
  noTransaction(): void;
}

async function apply(
  migration: SchemaMigration,
  builder: Builder,
  client: ClientBase,
): Promise<void> {
  if ('sql' in migration) {
    builder.sql(migration.sql);
    return;
  }
  builder.noTransaction();
  const database = migratedDatabase(client);
  for (const step of migration.steps) {
    if (typeof step === 'string') await client.query(step);
    else await step(database);
  }
}

/** The connection that migrates, under the same lock as all migrations. */
function migratedDatabase(client: ClientBase): MigratedDatabase {
  const queryable: Queryable = {
    async query<Row extends QueryResultRow>({ text, values }: Statement) {
      const { rows, rowCount } = await client.query<Row>(text, values && [...values]);
      return { rows, rowCount: rowCount ?? 0 };
    },
  };
  return {
    ...queryable,
    async transaction(work) {
      await client.query('begin');
      try {
        const value = await work(queryable);
        await client.query('commit');
        return value;
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    },
  };
}

function explain(error: unknown): PicardError {
  if (error instanceof Error && 'code' in error && error.code === '42501') {
    return new PicardError(
      'internal',
      'The database role may not do what a migration needs. If the extension is missing, run "create extension vector" as a superuser in this database.',
      { cause: error },
    );
  }
  const mapped = fromDriverError(error);
  if (mapped === error) return mapped;
  return new PicardError(mapped.code, 'The database schema could not be brought up to date.', {
    cause: error,
  });
}
