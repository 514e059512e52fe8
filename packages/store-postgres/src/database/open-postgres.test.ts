import { type Logger, silentLogger } from '@picard-mcp/core/ports';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type DatabaseProxy, databaseProxy } from '../testing/database-proxy.js';
import { describeDatabases } from '../testing/describe-databases.js';
import type { TestStore } from '../testing/test-store.js';
import type { Database } from './database.js';
import { openPostgres } from './open-postgres.js';

const unavailable = { name: 'PicardError', code: 'unavailable' };
const one = { text: 'select 1 as one' };

describeDatabases('a server in trouble', { only: 'postgres' }, (kind) => {
  let store: TestStore;
  let proxy: DatabaseProxy;
  const opened: Database[] = [];
  beforeEach(async () => {
    store = await kind.open();
    proxy = await databaseProxy(store.connectionString ?? '');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
    await proxy.stop();
    await store.close();
  });

  function open(options: { poolSize?: number; logger?: Logger } = {}): Database {
    const database = openPostgres({
      connectionString: proxy.connectionString,
      poolSize: 4,
      connectTimeoutMs: 1_500,
      statementTimeoutMs: 800,
      hungAfterMs: 400,
      logger: silentLogger,
      ...options,
    });
    opened.push(database);
    return database;
  }

  async function backendsOf(database: Database): Promise<ReadonlySet<unknown>> {
    const asked = await Promise.all(
      Array.from({ length: 4 }, () => database.query({ text: 'select pg_backend_pid() as pid' })),
    );
    return new Set(asked.map(({ rows }) => rows[0]?.pid));
  }

  it('keeps its connections over failures of statements', async () => {
    const database = open({ poolSize: 1 });
    const before = await backendsOf(database);
    await expect(database.query({ text: 'select 1 / 0' })).rejects.toMatchObject({
      code: 'internal',
    });
    await expect(
      database.transaction((transaction) => transaction.query({ text: 'nonsense' })),
    ).rejects.toBeDefined();
    expect(await backendsOf(database)).toEqual(before);
  });

  it('gives up a statement that takes too long, and keeps the connection', async () => {
    const database = open({ poolSize: 1 });
    const before = await backendsOf(database);
    await expect(database.query({ text: 'select pg_sleep(20)' })).rejects.toMatchObject(
      unavailable,
    );
    expect(await backendsOf(database)).toEqual(before);
  });

  it('gives up waiting for a connection when all are taken, and recovers', async () => {
    const database = open({ poolSize: 1 });
    await database.transaction(async (transaction) => {
      await transaction.query(one);
      await expect(database.query(one)).rejects.toMatchObject(unavailable);
    });
    expect((await database.query(one)).rows).toEqual([{ one: 1 }]);
  });

  it('gives up a server that hangs, and recovers when it does', async () => {
    const database = open();
    await database.ping();
    proxy.pause();
    const calls = [
      ...Array.from({ length: 8 }, () => database.query(one)),
      database.transaction((transaction) => transaction.query(one)),
      database.ping(),
    ];
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: 'rejected', reason: unavailable });
    }
    proxy.resume();
    await vi.waitFor(() => database.ping(), 10_000);
  });

  it('gives up a server that is down, and recovers when it is back', async () => {
    const database = open();
    await database.ping();
    const running = database.query({ text: 'select pg_sleep(10)' });
    const failure = expect(running).rejects.toMatchObject(unavailable);
    await proxy.stop();
    await failure;
    await expect(database.query(one)).rejects.toMatchObject(unavailable);
    await expect(database.ping()).rejects.toMatchObject(unavailable);
    await proxy.start();
    await vi.waitFor(() => database.ping(), 10_000);
  });

  it('loses nothing that it acknowledged when the server ends all connections', async () => {
    const database = open();
    const acknowledged: string[] = [];
    let ended = 0;

    async function write(writer: number): Promise<void> {
      for (let number = 0; ended < 5; number += 1) {
        const name = `model ${writer} ${number}`;
        try {
          await database.transaction(async (transaction) => {
            const text = 'insert into embedding_models (name) values ($1)';
            await transaction.query({ text, values: [name] });
          });
          acknowledged.push(name);
        } catch (error) {
          expect(error).toMatchObject(unavailable);
        }
      }
    }

    async function endAll(): Promise<void> {
      for (; ended < 5; ended += 1) {
        const before = acknowledged.length;
        await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before), 10_000);
        await store.sql(`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`);
      }
    }

    await Promise.all([write(1), write(2), write(3), endAll()]);
    const rows = await store.sql<{ name: string }>('select name from embedding_models');
    const kept = new Set(rows.map(({ name }) => name));
    expect(acknowledged.filter((name) => !kept.has(name))).toEqual([]);
  });

  it('runs a transaction again that the server undid to end a deadlock', async () => {
    const database = open();
    await store.sql(`insert into embedding_models (name) values ('a'), ('b')`);
    const lock = (name: string) => ({
      text: 'select from embedding_models where name = $1 for update',
      values: [name],
    });
    let holding = 0;
    let attempts = 0;
    const inOrder = (first: string, second: string) =>
      database.transaction(async (transaction) => {
        attempts += 1;
        await transaction.query({ text: `set local deadlock_timeout = '50ms'` });
        await transaction.query(lock(first));
        holding += 1;
        await vi.waitFor(() => expect(holding).toBeGreaterThanOrEqual(2), 10_000);
        await transaction.query(lock(second));
      });
    await Promise.all([inOrder('a', 'b'), inOrder('b', 'a')]);
    expect(attempts).toBe(3);
  });

  it('says of an idle connection that it lost that it did, without what was sent over it', async () => {
    const warn = vi.fn();
    const database = open({ logger: { ...silentLogger, warn } });
    await database.ping();
    await proxy.stop();
    await vi.waitFor(() => expect(warn).toHaveBeenCalled(), 10_000);
    expect(warn).toHaveBeenCalledWith(
      { reason: expect.any(String) },
      'lost an idle database connection',
    );
    await proxy.start();
  });

  it('is known to the server by its name', async () => {
    const { rows } = await open().query({
      text: `select current_setting('application_name') as name`,
    });
    expect(rows).toEqual([{ name: 'picard' }]);
  });
});
