import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callTool, issueToken, type Remembered } from './calls.js';
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

  const recall = async (installation: Installation, token: string) =>
    (
      await callTool<{ memories: readonly Remembered[] }>(
        ...([installation, token, 'retrieve_memories', {}] as const),
      )
    ).memories.map((memory) => memory.text);

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

  const remember = (installation: Installation) =>
    serving(installation, (token) => callTool(installation, token, 'submit_memory', { text }));

  it('lie in a database of their own, without which the memories cannot be read', async () => {
    await remember(apart);
    expect(await serving(apart, (token) => recall(apart, token))).toEqual([text]);
    expect(await keysDatabase.query(countKeys)).toEqual([{ keys: 1 }]);
    expect(await base.database?.query(countKeys)).toEqual([{ keys: 0 }]);
    await expect(serving(base, (token) => recall(base, token))).rejects.toThrow('500');
  }, 120_000);

  it('are all that is made there, and pgvector is not needed', async () => {
    await serving(apart, async () => undefined);
    const tables = await keysDatabase.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    expect(tables.map(({ name }) => name)).toEqual([
      ...['data_keys', 'destroyed_keys', 'picard_key_migrations'],
    ]);
    expect(
      await keysDatabase.query(`select from pg_extension where extname = 'vector'`),
    ).toHaveLength(0);
  }, 120_000);

  it('are moved there by a command, without which no server starts with both', async () => {
    await remember(base);
    const refused = await runPicard(['doctor'], apart.environment);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('move-keys');
    await expect(apart.start()).rejects.toThrow('move-keys');

    expect(await runPicard(['move-keys'], apart.environment)).toMatchObject({
      ...{ code: 0, stdout: expect.stringContaining("Moved 1 users' data keys.") },
    });
    expect(await runPicard(['move-keys'], apart.environment)).toMatchObject({
      ...{ code: 0, stdout: expect.stringContaining("Moved 0 users' data keys.") },
    });
    expect(await base.database?.query(countKeys)).toEqual([{ keys: 0 }]);
    expect(await serving(apart, (token) => recall(apart, token))).toEqual([text]);
  }, 120_000);

  it('are not moved to the very database that they are in', async () => {
    await remember(base);
    const same = base.with({ PICARD_KEYS_DATABASE_URL: base.database?.url ?? '' });
    const result = await runPicard(['move-keys'], same.environment);
    expect(result.code).toBe(1);
    expect(await base.database?.query(countKeys)).toEqual([{ keys: 1 }]);
    expect(await serving(base, (token) => recall(base, token))).toEqual([text]);
  }, 120_000);

  it.each([
    ['apart, an older copy of the memories cannot be read any more', true],
    ['with the memories, an older copy of both still can: hence a database of their own', false],
  ])(
    'when a user is erased: %s',
    async (_, isApart) => {
      const installation = isApart ? apart : base;
      const [userToken, userId] = await serving(installation, async () => {
        const id = await register(installation);
        const token = await tokenOf(installation, id);
        await callTool(installation, token, 'submit_memory', { text });
        return [token, id] as const;
      });
      const older = await copyOf(base);
      try {
        await serving(installation, async () => {
          const response = await fetch(`${installation.url}/api/users/me`, {
            method: 'DELETE',
            headers: { authorization: `Bearer ${userToken}`, 'content-type': 'application/json' },
            body: JSON.stringify({ confirm: 'ann' }),
          });
          expect(response.status).toBe(200);
        });
        const restored = installation.with({ DATABASE_URL: older.url });
        const sealed = 'select count(*)::int as rows from memories';
        expect(await older.query(sealed)).toEqual([{ rows: 1 }]);
        const found = serving(restored, async () =>
          recall(restored, await tokenOf(restored, userId)),
        );
        if (isApart) await expect(found).rejects.toThrow('500');
        else expect(await found).toEqual([text]);
      } finally {
        await older.drop();
      }
    },
    120_000,
  );
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

async function tokenOf({ environment }: Installation, userId: string): Promise<string> {
  const { stdout } = await runPicard(['issue-token', '--user-id', userId], environment);
  return stdout.trim();
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
