import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database of one test's own on a real server. */
export interface OwnDatabase {
  readonly url: string;
  query<Row>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  drop(): Promise<void>;
}

export async function createOwnDatabase(serverUrl: string): Promise<OwnDatabase> {
  const name = `picard_journey_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    query: (sql, values) => onServer(url.href, sql, values),
    drop: async () => {
      await onServer(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer<Row>(
  connectionString: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows as Row[];
  } finally {
    await client.end();
  }
}
