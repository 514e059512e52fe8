import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Cleanup } from '../process/cleanup.js';

/** Every database that the benchmark makes begins so. It drops those that it made, and touches no other. */
export const databasePrefix = 'picard_bench_';

/** The server to measure on. @throws Error that says what to set. */
export function serverUrl(environment: NodeJS.ProcessEnv): string {
  const url = environment.DATABASE_URL ?? environment.PICARD_TEST_DATABASE_URL;
  if (url) return url;
  throw new Error(
    'The benchmark needs a PostgreSQL with pgvector: set DATABASE_URL to one where it may create databases of its own (their names begin with picard_bench_).',
  );
}

/** A new database on the server, a copy of `template` if there is one; dropped in the end. Answers its URL. */
export async function createDatabase(
  server: string,
  cleanup: Cleanup,
  template?: string,
): Promise<string> {
  const name = `${databasePrefix}${randomBytes(4).toString('hex')}`;
  const source = template === undefined ? '' : `template ${nameOf(template)}`;
  await withClient(server, (client) => client.query(`create database ${name} ${source}`));
  cleanup.add(() =>
    withClient(server, (client) => client.query(`drop database ${name} with (force)`)),
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Lends a connection without a limit on the time of a statement. */
export async function withClient<Value>(
  url: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}
