import { newId, type UserId } from '@picard-mcp/core';
import {
  type DatabaseProxy,
  databaseProxy,
  describeDatabases,
  type TestStore,
} from '@picard-mcp/store-postgres/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WholeStack, wholeStack } from './whole-stack.js';

describeDatabases('a database in trouble', { only: 'postgres' }, (database) => {
  const user = newId<UserId>();
  let store: TestStore;
  let proxy: DatabaseProxy;
  let stack: WholeStack;
  let authorization: string;

  beforeEach(async () => {
    store = await database.open();
    proxy = await databaseProxy(store.connectionString ?? '');
    const options = { connectTimeoutMs: 5_000, statementTimeoutMs: 3_000 };
    stack = await wholeStack(
      await store.another({ connectionString: proxy.connectionString, ...options }),
    );
    authorization = `Bearer ${stack.server.token(user)}`;
  });
  afterEach(async () => {
    await stack.close();
    await store.close();
    await proxy.stop();
  });

  const call = (tool: string, data: object) =>
    fetch(new URL('/api/tools', stack.server.url), {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ tool, data }),
    });

  async function expectUnavailable(response: Response): Promise<void> {
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'unavailable' } });
    expect(body).not.toMatch(/terminat|connection|ECONN|postgres|sql|127\.0\.0\.1/i);
  }

  /** Ends the connection whose statement waits for a lock, once there is one. */
  const endWaiting = () =>
    vi.waitFor(async () => {
      const ended = await store.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(ended).toHaveLength(1);
    }, 10_000);

  /** Does `work` while nobody else gets past `lock`. */
  const whileLocked = (
    lock: { text: string; values?: readonly unknown[] },
    work: () => Promise<void>,
  ) =>
    store.database.transaction(async (transaction) => {
      await transaction.query(lock);
      await work();
    });

  const stored = () =>
    store.sql<{ id: string }>('select id, category, permission from memories order by id');

  describe('that ends a connection in the middle of a call', () => {
    const shared = { permission: 'shared', shared_with: { user_ids: [newId()] } };

    it.each([
      ['submit_memory', { text: 'Half a memory.', ...shared }],
      [
        'batch_submit_memories',
        {
          memories: Array.from({ length: 50 }, (_, n) => ({ text: `Number ${n}.`, ...shared })),
          atomic: true,
        },
      ],
    ])('answers 503, keeps nothing of %s, and serves the next call', async (tool, data) => {
      // The rows of the memories are written by then; those of the shares wait.
      await whileLocked({ text: 'lock table memory_shares' }, async () => {
        const answer = call(tool, data);
        await endWaiting();
        await expectUnavailable(await answer);
      });
      expect(await stored()).toEqual([]);
      expect((await call(tool, data)).status).toBe(200);
      expect(await stored()).not.toEqual([]);
    });

    it('leaves nothing of an atomic change or deletion that was under way', async () => {
      const memories = Array.from({ length: 20 }, (_, n) => ({ text: `Number ${n}.` }));
      expect((await call('batch_submit_memories', { memories })).status).toBe(200);
      const before = await stored();
      const ids = before.map(({ id }) => id);
      const items = (change: object) => ids.map((id) => ({ memory_id: id, ...change }));
      const shares = { text: 'lock table memory_shares' };
      const lastRow = {
        text: 'select from memories where owner_id = $1 and id = $2 for update',
        values: [user, ids.toSorted().at(-1)],
      };
      for (const [tool, data, lock] of [
        ['batch_update_memories', { memories: items({ category: 'changed' }) }, lastRow],
        ['batch_modify_permissions', { memories: items(shared) }, shares],
        ['batch_delete_memories', { memory_ids: ids }, shares],
      ] as const) {
        await whileLocked(lock, async () => {
          const answer = call(tool, { ...data, atomic: true });
          await endWaiting();
          await expectUnavailable(await answer);
        });
        expect(await stored(), tool).toEqual(before);
      }
    });

    it('tells an MCP client the same, as a result that a model can read', async () => {
      const ways = await stack.ways(user);
      for (const way of ['mcp 2025', 'mcp 2026'] as const) {
        await whileLocked({ text: 'lock table memories' }, async () => {
          const answer = ways[way]('retrieve_memories', {});
          await endWaiting();
          expect(await answer).toMatchObject({ error: { code: 'unavailable' } });
        });
        expect(await ways[way]('retrieve_memories', {})).toMatchObject({ data: { memories: [] } });
      }
    });
  });

  it('that does not answer in time is given up with 503, and is used again once it does', async () => {
    await whileLocked({ text: 'lock table memories' }, async () => {
      await expectUnavailable(await call('retrieve_memories', {}));
    });
    expect((await call('retrieve_memories', {})).status).toBe(200);
  });

  it('that hangs leads to 503, and the same server serves once it goes on', async () => {
    expect((await call('list_tags', {})).status).toBe(200);
    proxy.pause();
    await expectUnavailable(await call('list_tags', {}));
    proxy.resume();
    await vi.waitFor(async () => expect((await call('list_tags', {})).status).toBe(200), 10_000);
  });

  it('that goes down and comes back amid writes has every memory that was acknowledged', async () => {
    const acknowledged: string[] = [];
    const refused: Response[] = [];
    let isOver = false;

    async function write(writer: number): Promise<void> {
      for (let number = 0; !isOver; number += 1) {
        const answer = await call('submit_memory', { text: `Writer ${writer}, ${number}.` });
        if (answer.ok) acknowledged.push(((await answer.json()) as Submitted).data.id);
        else refused.push(answer);
      }
    }

    async function restartTwice(): Promise<void> {
      for (let round = 0; round < 2; round += 1) {
        await more(acknowledged);
        await proxy.stop();
        await more(refused);
        await proxy.start();
      }
      await more(acknowledged);
      isOver = true;
    }

    await Promise.all([write(1), write(2), write(3), restartTwice()]);
    for (const answer of refused) await expectUnavailable(answer);
    const kept = new Set((await stored()).map(({ id }) => id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    const answer = await call('retrieve_memories', {});
    const { data } = (await answer.json()) as { data: { memories: unknown[] } };
    expect(data.memories).toHaveLength(kept.size);
  });
});

interface Submitted {
  readonly data: { readonly id: string };
}

/** Resolves when the list has grown. */
async function more(list: readonly unknown[]): Promise<void> {
  const before = list.length;
  await vi.waitFor(() => expect(list.length).toBeGreaterThan(before), 20_000);
}
