import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { callTool, issueToken, type Remembered } from './calls.js';
import { type Installation, installEmbedded, surroundings } from './installations.js';
import type { OwnDatabase } from './own-database.js';
import { rareWords, wordsIn } from './words.js';

let installation: Installation;

afterEach(() => installation.remove());

/** Memories made of rare words alone, in text and metadata; answers the words. */
async function remember(token: string): Promise<readonly string[]> {
  const words = rareWords(120);
  for (let start = 0; start < words.length; start += 12) {
    const [first, second, ...others] = words.slice(start, start + 12);
    const memory = await callTool<Remembered>(installation, token, 'submit_memory', {
      text: others.join(' '),
      permission: start % 24 === 0 ? 'public' : 'private',
      metadata: { [`${first}`]: second },
    });
    await callTool(installation, token, 'update_memory', {
      memory_id: memory.id,
      text: `${others.join(' ')}.`,
    });
  }
  const { memories } = await callTool<{ memories: readonly Remembered[] }>(
    installation,
    token,
    'query_memory',
    { query: words.slice(2, 12).join(' '), limit: 1 },
  );
  expect(memories[0]?.text).toBe(`${words.slice(2, 12).join(' ')}.`);
  return words;
}

describe('the data folder of the embedded database', () => {
  it('holds no word of any memory, neither after a crash nor after a stop', async () => {
    installation = await installEmbedded();
    const server = await installation.start();
    const words = await remember(await issueToken(installation));
    server.signal('SIGKILL');
    await server.ended;
    const crashed = await filesIn(installation.dataDir);
    expect(crashed.some(({ path }) => path.includes('pg_wal'))).toBe(true);
    for (const { path, bytes } of crashed) expect(wordsIn(bytes, words), path).toEqual([]);

    const again = await installation.start();
    again.signal('SIGTERM');
    await again.ended;
    for (const { path, bytes } of await filesIn(installation.dataDir)) {
      expect(wordsIn(bytes, words), path).toEqual([]);
    }
    for (const program of [server, again]) {
      expect(wordsIn(Buffer.from(program.output()), words)).toEqual([]);
    }
  }, 120_000);
});

const server = surroundings.find(({ isEmbedded }) => !isEmbedded);

describe(`the files of ${server?.name}`, () => {
  it.runIf(server?.isAvailable)(
    'hold no word of any memory: rows, relation files, write-ahead log',
    async () => {
      installation = (await server?.install()) ?? (await installEmbedded());
      const { database } = installation;
      if (database === undefined) throw new Error('there is no server');
      await installation.start();
      const token = await issueToken(installation);
      const walStart = await walPosition(database);
      const words = await remember(token);
      const walEnd = await walPosition(database);
      await database.query('checkpoint');

      const rows = await rowsOf(database);
      expect(rows.length).toBeGreaterThan(10);
      for (const { place, text } of rows)
        expect(wordsIn(Buffer.from(text), words), place).toEqual([]);
      for await (const { path, bytes } of serverFiles(database, walStart, walEnd)) {
        expect(wordsIn(bytes, words), path).toEqual([]);
      }
    },
    120_000,
  );
});

interface File {
  readonly path: string;
  readonly bytes: Buffer;
}

async function filesIn(folder: string): Promise<readonly File[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path, bytes: await readFile(path) };
      }),
  );
}

async function walPosition({ query }: OwnDatabase): Promise<string> {
  const [row] = await query<{ segment: string }>(
    'select pg_walfile_name(pg_current_wal_insert_lsn()) as segment',
  );
  return row?.segment ?? '';
}

/** Every row of every table, as a dump would write it. */
async function rowsOf({ query }: OwnDatabase) {
  const tables = await query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const found = await query<{ text: string }>(`select t::text as text from ${name} as t`);
      return found.map(({ text }) => ({ place: name, text }));
    }),
  );
  return rows.flat();
}

/** The files behind every table and index of the database, and the log written between two positions. */
async function* serverFiles(
  { query }: OwnDatabase,
  walStart: string,
  walEnd: string,
): AsyncGenerator<File> {
  const relations = await query<{ path: string }>(
    `select pg_relation_filepath(oid) as path from pg_class
      where pg_relation_filepath(oid) is not null and relkind in ('r', 'i', 't', 'm')`,
  );
  const segments = await query<{ path: string }>(
    `select 'pg_wal/' || name as path from pg_ls_waldir() where name between $1 and $2`,
    [walStart, walEnd],
  );
  expect(segments.length).toBeGreaterThan(0);
  for (const { path } of [...relations, ...segments]) {
    const [file] = await query<{ bytes: Buffer | null }>(
      'select pg_read_binary_file($1, 0, 1 << 28, true) as bytes',
      [path],
    );
    if (file?.bytes) yield { path, bytes: file.bytes };
  }
}
