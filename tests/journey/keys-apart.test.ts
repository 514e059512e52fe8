import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allTexts, callTool, issueToken } from './calls.js';
import { type Installation, installEmbedded, surroundings } from './installations.js';
import { createOwnDatabase, type OwnDatabase } from './own-database.js';
import { runPicard } from './programs.js';

const server = surroundings.find(({ isEmbedded }) => !isEmbedded);
const serverUrl = process.env.PICARD_TEST_DATABASE_URL ?? '';
const text = 'The tent is at the neighbours.';
const countKeys = 'select count(*)::int as keys from data_keys';

describe.runIf(server?.isAvailable)(`data keys apart from the memories: ${server?.name}`, () => {
  let base: Installation;
  let apart: Installation;
  let keysDatabase: OwnDatabase;

  beforeEach(async () => {
    base = (await server?.install()) ?? (await installEmbedded());
    keysDatabase = await createOwnDatabase(serverUrl);
    apart = base.with({ PICARD_KEYS_DATABASE_URL: keysDatabase.url });
  });
  afterEach(async () => {
    await base.remove();
    await keysDatabase.drop();
  });

  /** Runs a server for as long as `work` takes. */
  async function serving<Value>(
    installation: Installation,
    work: (token: string) => Promise<Value>,
  ): Promise<Value> {
    const program = await installation.start();
    try {
      return await work(await issueToken(installation));
    } finally {
      program.signal('SIGTERM');
      await program.ended;
    }
  }

  const countIn = async (database: OwnDatabase | undefined) =>
    (await database?.query<{ keys: number }>(countKeys))?.[0]?.keys;

  it('are moved there by a command, without which no server starts with both', async () => {
    await serving(base, (token) => callTool(base, token, 'submit_memory', { text }));
    const refused = await runPicard(['doctor'], apart.environment);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('move-keys');
    await expect(apart.start()).rejects.toThrow('move-keys');
    const same = base.with({ PICARD_KEYS_DATABASE_URL: base.database?.url ?? '' });
    expect((await runPicard(['move-keys'], same.environment)).code).toBe(1);
    expect(await countIn(base.database)).toBe(1);

    expect(await runPicard(['move-keys'], apart.environment)).toMatchObject({
      ...{ code: 0, stdout: expect.stringContaining("Moved 1 users' data keys.") },
    });
    expect(await runPicard(['move-keys'], apart.environment)).toMatchObject({
      ...{ code: 0, stdout: expect.stringContaining("Moved 0 users' data keys.") },
    });
    expect([await countIn(base.database), await countIn(keysDatabase)]).toEqual([0, 1]);
    expect(await serving(apart, (token) => allTexts(apart, token))).toEqual([text]);
    // Without the database of the keys, the memories cannot be read.
    await expect(serving(base, (token) => allTexts(base, token))).rejects.toThrow('500');
  }, 180_000);

  it('are all that is made there, without pgvector; once a user is erased, an older copy of the memories cannot be read', async () => {
    const [userToken, userId] = await serving(apart, async () => {
      const id = await register(apart);
      const token = await issueToken(apart, '--user-id', id);
      await callTool(apart, token, 'submit_memory', { text });
      return [token, id] as const;
    });
    expect([await countIn(base.database), await countIn(keysDatabase)]).toEqual([0, 1]);
    const tables = await keysDatabase.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    expect(tables.map(({ name }) => name)).toEqual([
      ...['data_keys', 'destroyed_keys', 'picard_key_migrations'],
    ]);
    expect(
      await keysDatabase.query(`select from pg_extension where extname = 'vector'`),
    ).toHaveLength(0);

    const older = await copyOf(base);
    try {
      const restored = apart.with({ DATABASE_URL: older.url });
      const read = () =>
        serving(restored, async () =>
          allTexts(restored, await issueToken(restored, '--user-id', userId)),
        );
      expect(await read()).toEqual([text]);
      await serving(apart, async () => {
        const response = await fetch(`${apart.url}/api/users/me`, {
          method: 'DELETE',
          headers: { authorization: `Bearer ${userToken}`, 'content-type': 'application/json' },
          body: JSON.stringify({ confirm: 'ann' }),
        });
        expect(response.status).toBe(200);
      });
      expect(await older.query('select count(*)::int as rows from memories')).toEqual([
        { rows: 1 },
      ]);
      await expect(read()).rejects.toThrow('500');
    } finally {
      await older.drop();
    }
  }, 180_000);
});

async function register({ url }: Installation): Promise<string> {
  const response = await fetch(`${url}/api/users/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ username: 'ann', email: 'ann@example.org', password: 'correct horse battery' },
    }),
  });
  const { data } = (await response.json()) as { data: { id: string } };
  return data.id;
}

/** The memories' database as a backup of now would bring it back. Nobody may be connected to it. */
async function copyOf({ database }: Installation): Promise<OwnDatabase> {
  const older = await createOwnDatabase(serverUrl);
  const nameOf = (url: string) => new URL(url).pathname.slice(1);
  const admin = await createOwnDatabase(serverUrl);
  try {
    await admin.query(`drop database ${nameOf(older.url)}`);
    await admin.query(
      `create database ${nameOf(older.url)} template ${nameOf(database?.url ?? '')}`,
    );
  } finally {
    await admin.drop();
  }
  return older;
}
