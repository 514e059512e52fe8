import { PicardError } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeDatabases } from '../testing/describe-databases.js';
import type { TestStore } from '../testing/test-store.js';
import type { Database } from './database.js';

const insert = { text: 'insert into embedding_models (name) values ($1)' };
const count = { text: 'select count(*)::int as count from embedding_models' };

describeDatabases('the database', (kind) => {
  let store: TestStore;
  let database: Database;
  beforeEach(async () => {
    store = await kind.open();
    database = store.database;
  });
  afterEach(() => store.close());

  async function counted(): Promise<unknown> {
    return (await database.query(count)).rows[0]?.count;
  }

  describe('query', () => {
    it('gives rows, and how many were changed', async () => {
      const text = 'select $1::text as text, $2::bytea as bytes, $3::timestamptz as time';
      const row = {
        text: 'naïve 🖖',
        bytes: Buffer.of(0, 255),
        time: new Date('2030-01-01T01:02:03.456Z'),
      };
      expect(await database.query({ text, values: Object.values(row) })).toEqual({
        rows: [row],
        rowCount: 1,
      });
      const many = { text: `insert into embedding_models (name) values ('a'), ('b')` };
      expect(await database.query(many)).toMatchObject({ rows: [], rowCount: 2 });
    });

    it('runs a named statement again and again, after a failure of it too', async () => {
      const divide = { name: 'divide', text: 'select 6 / $1::int as result' };
      const results = [];
      for (const divisor of [1, 2, 3]) {
        results.push((await database.query({ ...divide, values: [divisor] })).rows[0]?.result);
      }
      expect(results).toEqual([6, 3, 2]);
      await expect(database.query({ ...divide, values: [0] })).rejects.toBeInstanceOf(PicardError);
      expect((await database.query({ ...divide, values: [6] })).rows).toEqual([{ result: 1 }]);
    });

    it('answers a violated unique constraint by a conflict, and goes on', async () => {
      await database.query({ ...insert, values: ['a'] });
      await expect(database.query({ ...insert, values: ['a'] })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(await counted()).toBe(1);
    });
  });

  describe('transaction', () => {
    it('keeps all of it, or nothing', async () => {
      const value = await database.transaction(async (transaction) => {
        await transaction.query({ ...insert, values: ['a'] });
        await transaction.query({ ...insert, values: ['b'] });
        return 'done';
      });
      expect(value).toBe('done');
      const failing = database.transaction(async (transaction) => {
        await transaction.query({ ...insert, values: ['c'] });
        throw new PicardError('conflict', 'Changed in the meantime.');
      });
      await expect(failing).rejects.toMatchObject({ message: 'Changed in the meantime.' });
      expect(await counted()).toBe(2);
    });

    it('fails when it swallowed the failure of a statement, instead of losing what it wrote', async () => {
      const swallowing = database.transaction(async (transaction) => {
        await transaction.query({ ...insert, values: ['a'] });
        await transaction.query({ text: 'select 1 / 0' }).catch(() => undefined);
      });
      await expect(swallowing).rejects.toMatchObject({ code: 'internal' });
      expect(await counted()).toBe(0);
    });

    it('refuses a query that comes after its end', async () => {
      const escaped = await database.transaction(async (transaction) => ({
        query: () => transaction.query(count),
      }));
      await expect(escaped.query()).rejects.toMatchObject({ code: 'internal' });
    });

    it('turns whatever it fails with into a PicardError', async () => {
      const failing = database.transaction(async () => {
        throw new TypeError('a mistake');
      });
      await expect(failing).rejects.toMatchObject({ name: 'PicardError', code: 'internal' });
    });

    it('waits for no connection beside its own, however many run at once', async () => {
      const work = Array.from({ length: 30 }, (_, index) =>
        index % 2
          ? database.query(count)
          : database.transaction(async (transaction) => {
              await transaction.query({ ...insert, values: [`model ${index}`] });
              await transaction.query(count);
            }),
      );
      await Promise.all(work);
      expect(await counted()).toBe(15);
    });
  });

  describe('close', () => {
    it('waits for what is under way and refuses what comes later', async () => {
      const underWay = Array.from({ length: 20 }, (_, index) =>
        database.query({ ...insert, values: [`model ${index}`] }),
      );
      const closing = database.close();
      await expect(database.ping()).rejects.toMatchObject({ code: 'unavailable' });
      await closing;
      await expect(Promise.all(underWay)).resolves.toHaveLength(20);
      await expect(database.transaction(async () => 1)).rejects.toMatchObject({
        code: 'unavailable',
      });
      await database.close();
    });
  });
});
