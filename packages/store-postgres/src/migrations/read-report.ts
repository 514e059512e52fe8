import { systemClock } from '@picard-mcp/core/ports';
import type { ClientBase } from 'pg';
import type { Database } from '../database/database.js';
import { migrations } from './migrations.js';
import { readFacts, unmetRequirement } from './requirements.js';
import { wholeSchema } from './update-schema.js';

/** What a database is like, for people who look after it. */
export interface DatabaseReport {
  readonly serverVersion: string;
  /** Version of pgvector in this database; absent until the extension is created. */
  readonly vectorVersion: string | undefined;
  /** What Picard needs and the database lacks, with what to do about it. */
  readonly unmet: string | undefined;
  /** Names of the migrations that it has. */
  readonly applied: readonly string[];
  /** Those that the next start will run. */
  readonly pending: readonly string[];
  /** Those of a later version of Picard. */
  readonly unknown: readonly string[];
  /** How far the database's clock is ahead of this machine's; behind it if negative. Milliseconds. */
  readonly clockAheadMs: number;
}

/** Reads all of it and changes nothing. */
export async function readReport(
  client: ClientBase,
  kind: Database['kind'],
): Promise<DatabaseReport> {
  const facts = await readFacts(client);
  const applied = await readApplied(client, facts.schema);
  const known = migrations.filter(({ kinds }) => kinds.includes(kind)).map(({ name }) => name);
  return {
    serverVersion: facts.serverVersion,
    vectorVersion: facts.installedVector,
    unmet: unmetRequirement(facts),
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => migrations.every((migration) => migration.name !== name)),
    clockAheadMs: await readClock(client),
  };
}

async function readApplied(
  client: ClientBase,
  schema: string | undefined,
): Promise<readonly string[]> {
  if (schema === undefined) return [];
  const name = `${client.escapeIdentifier(schema)}.${wholeSchema.table}`;
  const exists = await client.query('select 1 where to_regclass($1) is not null', [name]);
  if (exists.rows.length === 0) return [];
  const { rows } = await client.query<{ name: string }>(`select name from ${name} order by id`);
  return rows.map((row) => row.name);
}

/** Against the middle of the time that the question and its answer took. */
async function readClock(client: ClientBase): Promise<number> {
  const asked = systemClock.now().getTime();
  const { rows } = await client.query<{ now: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now',
  );
  const answered = systemClock.now().getTime();
  return (rows[0]?.now ?? answered) - (asked + answered) / 2;
}
