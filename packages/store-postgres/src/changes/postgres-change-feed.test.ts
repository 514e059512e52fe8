import { newId } from '@picard-mcp/core';
import { type MemoryChanged, type Store, silentLogger } from '@picard-mcp/core/ports';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connectionConfig, openPostgres } from '../database/open-postgres.js';
import { type DatabaseProxy, databaseProxy } from '../testing/database-proxy.js';
import { describeDatabases } from '../testing/describe-databases.js';
import type { TestStore } from '../testing/test-store.js';
import { postgresChangeFeed } from './postgres-change-feed.js';

describeDatabases('changes among instances', { only: 'postgres' }, (database) => {
  let store: TestStore;
  let other: Store;
  let proxy: DatabaseProxy;
  beforeEach(async () => {
    store = await database.open();
    proxy = await databaseProxy(store.connectionString ?? '');
    other = await store.another({
      connectionString: proxy.connectionString,
      connectTimeoutMs: 1_000,
    });
  });
  afterEach(async () => {
    await store.close();
    await proxy.stop();
  });

  function change(): MemoryChanged {
    return { kind: 'deleted', ownerId: newId(), memoryId: newId() };
  }

  function recorded(from: Store): MemoryChanged[] {
    const heard: MemoryChanged[] = [];
    from.changes.subscribe((each) => heard.push(each));
    return heard;
  }

  /** Announces until it is heard: a listener that is just coming back misses what came before. */
  async function announceUntilHeard(heard: readonly MemoryChanged[]): Promise<void> {
    const before = heard.length;
    await vi.waitFor(
      () => {
        store.changes.publish([change()]);
        expect(heard.length).toBeGreaterThan(before);
      },
      { timeout: 20_000, interval: 100 },
    );
  }

  /** Server processes that serve those who listen. */
  async function listeners(): Promise<readonly unknown[]> {
    const rows = await store.sql(`
      select pid from pg_stat_activity
      where datname = current_database() and query = 'listen picard_changes'`);
    return rows.map(({ pid }) => pid);
  }

  it('holds a connection only while someone is subscribed', async () => {
    expect(await listeners()).toHaveLength(0);
    const stops = [
      other.changes.subscribe(() => undefined),
      other.changes.subscribe(() => undefined),
    ];
    await vi.waitFor(async () => expect(await listeners()).toHaveLength(1), 10_000);
    stops[0]?.();
    expect(await listeners()).toHaveLength(1);
    stops[1]?.();
    await vi.waitFor(async () => expect(await listeners()).toHaveLength(0), 10_000);
  });

  it('hears again after its connection was ended', async () => {
    const heard = recorded(other);
    await announceUntilHeard(heard);
    const [ended] = await listeners();
    await store.sql('select pg_terminate_backend($1)', [ended]);
    await vi.waitFor(async () => {
      expect(await listeners()).not.toContain(ended);
      expect(await listeners()).toHaveLength(1);
    }, 10_000);
    await announceUntilHeard(heard);
  });

  it('hears again after the server was down', async () => {
    const heard = recorded(other);
    await announceUntilHeard(heard);
    await proxy.stop();
    const local = change();
    other.changes.publish([local]);
    expect(heard).toContainEqual(local);
    await proxy.start();
    await announceUntilHeard(heard);
  });

  it('closes while it connects, and while it cannot', async () => {
    recorded(other);
    await other.close();
    await proxy.stop();
    const late = await store.another({ connectionString: proxy.connectionString });
    recorded(late);
    late.changes.publish([change()]);
    await late.close();
    await proxy.start();
  });

  it('is not disturbed by what others send over the channel', async () => {
    const heard = recorded(other);
    await announceUntilHeard(heard);
    for (const payload of ['', 'hello', '1 x 1 0 1 [{"kind":"created"}]']) {
      await store.sql('select pg_notify($1, $2)', ['picard_changes', payload]);
    }
    const genuine = change();
    store.changes.publish([genuine]);
    await vi.waitFor(() => expect(heard).toContainEqual(genuine), 10_000);
    expect(heard.every(({ kind }) => kind === 'deleted')).toBe(true);
  });

  it('sends many announcements in few statements, and all of them before it closes', async () => {
    const heard = recorded(store);
    const options = {
      connectionString: proxy.connectionString,
      poolSize: 1,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 5_000,
      logger: silentLogger,
    };
    const sending = openPostgres(options);
    const query = vi.spyOn(sending, 'query');
    const feed = postgresChangeFeed({
      database: sending,
      connection: connectionConfig(options),
      logger: silentLogger,
    });
    await vi.waitFor(async () => expect(await listeners()).toHaveLength(1), 10_000);
    const changes = Array.from({ length: 500 }, change);
    for (const each of changes) feed.publish([each]);
    await feed.close();
    expect(query).toHaveBeenCalledTimes(1);
    await sending.close();
    await vi.waitFor(() => expect(heard).toEqual(changes), 10_000);
  });

  it('says what it could not announce', async () => {
    const warn = vi.fn();
    const options = {
      connectionString: proxy.connectionString,
      poolSize: 1,
      connectTimeoutMs: 1_000,
      statementTimeoutMs: 1_000,
      logger: { ...silentLogger, warn },
    };
    await proxy.stop();
    const sending = openPostgres(options);
    const feed = postgresChangeFeed({
      database: sending,
      connection: connectionConfig(options),
      logger: options.logger,
    });
    feed.publish([change(), change()]);
    await feed.close();
    expect(warn).toHaveBeenCalledWith(expect.objectContaining({ lost: 2 }), expect.any(String));
    await sending.close();
    await proxy.start();
  });
});
