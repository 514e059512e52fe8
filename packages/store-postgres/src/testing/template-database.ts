import { randomUUID } from 'node:crypto';
import { silentLogger, systemClock } from '@picard-mcp/core/ports';
import pg from 'pg';
import { migrateServer } from '../migrations/migrate-server.js';
import { emptyAllTables } from './empty-all-tables.js';
import { schemaHash } from './schema-hash.js';

/**
 * Databases are named `picard_test_<birth>_…`, so that a later run knows the leaked ones by their
 * age.
 */
const prefix = 'picard_test_';
const leakedAfterMs = 2 * 60 * 60 * 1000;
const templateStaleAfterMs = 7 * 24 * 60 * 60 * 1000;

/** Number of the advisory lock under which one process makes the template. */
const lockNumber = 5_309_206_117_295;

/** Creates a migrated, empty database. Returns its connection string. */
export async function createFromTemplate(server: string): Promise<string> {
  return withClient(server, async (client) => {
    const template = await findOrMakeTemplate(client, server);
    return create(client, server, template);
  });
}

/** Creates a database without a schema. Returns its connection string. */
export async function createEmptyDatabase(server: string): Promise<string> {
  return withClient(server, (client) => create(client, server, 'template0'));
}

async function create(client: pg.Client, server: string, template: string): Promise<string> {
  const name = newName(randomUUID());
  await client.query(`create database ${name} template ${template}`);
  return inDatabase(server, name);
}

/** Empties a database that `createFromTemplate` made, as often as it is asked to, over one connection. */
export interface Emptier {
  /** Removes every row. */
  empty(): Promise<void>;
  end(): Promise<void>;
}

export function openEmptier(connectionString: string): Emptier {
  const pool = new pg.Pool({ connectionString, max: 1, idleTimeoutMillis: 0 });
  // A test may end every connection to its database: the pool makes another.
  pool.on('error', () => undefined);
  return {
    async empty() {
      await pool.query(emptyAllTables);
    },
    end: () => pool.end(),
  };
}

/** Drops a database that `createFromTemplate` made, with whatever is still connected to it. */
export async function dropDatabase(connectionString: string): Promise<void> {
  const name = new URL(connectionString).pathname.slice(1);
  const server = inDatabase(connectionString, 'postgres');
  await withClient(server, (client) =>
    client.query(`drop database if exists ${name} with (force)`),
  );
}

/** The template, once this process has found or made it. */
let template: string | undefined;

async function findOrMakeTemplate(client: pg.Client, server: string): Promise<string> {
  if (template !== undefined) return template;
  await client.query('select pg_advisory_lock($1)', [lockNumber]);
  try {
    await dropLeaked(client);
    template = (await findTemplate(client)) ?? (await makeTemplate(client, server));
    return template;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockNumber]);
  }
}

async function findTemplate(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where datname like $1 and datistemplate',
    [`${prefix}%${templateSuffix()}`],
  );
  return rows[0]?.datname;
}

async function makeTemplate(client: pg.Client, server: string): Promise<string> {
  const name = newName(templateSuffix());
  await client.query(`create database ${name} template template0`);
  await migrateServer({
    connectionString: inDatabase(server, name),
    connectTimeoutMs: 10_000,
    logger: silentLogger,
  });
  // All connections are closed, because a database in use cannot be copied.
  await client.query(`alter database ${name} with is_template true allow_connections false`);
  return name;
}

/** What earlier runs left: their tests were killed, or the schema has changed since. */
async function dropLeaked(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string; datistemplate: boolean }>(
    'select datname, datistemplate from pg_database where datname like $1',
    [`${prefix}%`],
  );
  for (const { datname, datistemplate } of rows) {
    const birth = Number.parseInt(datname.slice(prefix.length), 36);
    const age = systemClock.now().getTime() - birth;
    if (age < (datistemplate ? templateStaleAfterMs : leakedAfterMs)) continue;
    if (datistemplate) await client.query(`alter database ${datname} with is_template false`);
    await client.query(`drop database if exists ${datname} with (force)`);
  }
}

function templateSuffix(): string {
  return `_template_${schemaHash('postgres')}`;
}

function newName(suffix: string): string {
  const birth = systemClock.now().getTime().toString(36);
  return `${prefix}${birth}_${suffix}`.replaceAll('-', '_').replaceAll('__', '_');
}

function inDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function withClient<Value>(
  server: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
