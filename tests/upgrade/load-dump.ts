import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { embeddedTemplate, testDatabases } from '@picard-mcp/store-postgres/testing';
import { createOwnDatabase } from '../journey/own-database.js';

/** A dump in a database of its own. Nothing has migrated it yet. */
export interface LoadedDump {
  /** How `postgresStore` and `migrate` open it. */
  readonly place: { readonly connectionString: string } | { readonly dataDir: string };
  /** Runs SQL. On the embedded database only while nothing else has it open. */
  query<Row>(sql: string): Promise<readonly Row[]>;
  remove(): Promise<void>;
}

export interface Dump {
  readonly sql: string;
  /** What only a real server gets in addition. */
  readonly postgresSql?: string;
}

/** Reads a dump of this folder by its name without endings. */
export function readDump(name: string, { hasPostgresPart = false } = {}): Dump {
  const path = join(import.meta.dirname, name);
  const sql = gunzipSync(readFileSync(`${path}.sql.gz`)).toString('utf8');
  return hasPostgresPart
    ? { sql, postgresSql: readFileSync(`${path}.postgres.sql`, 'utf8') }
    : { sql };
}

const loaders = { pglite: loadEmbedded, postgres: loadOnServer };

/** Every kind of database that a dump can be loaded into; those that cannot be had here say why. */
export const databaseKinds = testDatabases.map(({ kind, name, skipReason }) => ({
  title: skipReason === undefined ? name : `${name} (skipped: ${skipReason})`,
  isSkipped: skipReason !== undefined,
  load: loaders[kind],
}));

async function loadEmbedded({ sql }: Dump): Promise<LoadedDump> {
  const template = embeddedTemplate({
    content: ['upgrade', sql],
    async create(folder) {
      const pglite = await openEmbedded(folder);
      await pglite.exec(sql);
      return pglite;
    },
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'picard-upgrade-'));
  const folder = join(dataDir, 'database');
  await template.copyTo(folder);
  return {
    place: { dataDir },
    async query<Row>(statement: string) {
      const pglite = await openEmbedded(folder);
      try {
        return (await pglite.query<Row>(statement)).rows;
      } finally {
        await pglite.close();
      }
    },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

function openEmbedded(dataDir: string): Promise<PGlite> {
  return PGlite.create({ dataDir, extensions: { vector } });
}

async function loadOnServer({ sql, postgresSql = '' }: Dump): Promise<LoadedDump> {
  const own = await createOwnDatabase(process.env.PICARD_TEST_DATABASE_URL ?? '');
  await own.query(sql + postgresSql);
  return {
    place: { connectionString: own.url },
    query: (statement) => own.query(statement),
    remove: own.drop,
  };
}
