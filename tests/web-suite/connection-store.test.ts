import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type ConnectionStore,
  connectionStore,
  type NewConnection,
} from '../../examples/reference-app/src/web/connection/connection-store.js';
import type { Database } from '../../examples/reference-app/src/web/database/database.js';
import {
  generateKeyRing,
  parseKeyRing,
} from '../../examples/reference-app/src/web/sealing/key-ring.js';
import { createSealer } from '../../examples/reference-app/src/web/sealing/sealer.js';
import { applicationDatabases } from './application-databases.js';

let database: Database;
let store: ConnectionStore;
let userId: string;

async function addUser(): Promise<string> {
  const id = randomUUID();
  await database.pool.query(
    'insert into users (id, username, email, password_hash) values ($1, $2, $3, $4)',
    [id, id, `${id}@example.org`, ''],
  );
  return id;
}

function connection(changes: Partial<NewConnection> = {}): NewConnection {
  return {
    userId,
    issuer: 'https://picard.example',
    method: 'direct',
    memoryUserId: randomUUID(),
    accessToken: 'access',
    refreshToken: 'refresh',
    expiresAt: new Date('2031-01-01T00:00:00Z'),
    scopes: ['memories:read', 'memories:write'],
    ...changes,
  };
}

const tokens = {
  accessToken: 'new access',
  refreshToken: 'new refresh',
  expiresAt: new Date('2031-02-01T00:00:00Z'),
  scopes: ['memories:read'],
} as const;

describe.each(applicationDatabases)('on $name', ({ open }) => {
  beforeAll(async () => {
    database = await open();
    store = connectionStore(database.pool, createSealer(parseKeyRing(generateKeyRing())));
  });
  afterAll(() => database?.close());

  beforeEach(async () => {
    userId = await addUser();
  });

  describe('a connection', () => {
    it('comes back as it was kept', async () => {
      expect(await store.save(connection({ memoryUserId: undefined }))).toBeUndefined();
      expect(await store.find(userId)).toMatchObject({
        ...connection({ memoryUserId: undefined }),
        version: 1,
        connectedAt: expect.any(Date),
      });
      expect(await store.find(randomUUID())).toBeUndefined();
    });

    it('takes the place of the one before, and tells what that was', async () => {
      await store.save(connection());
      const former = await store.save(connection({ refreshToken: 'another', method: 'code' }));
      expect(former).toEqual({ issuer: 'https://picard.example', refreshToken: 'refresh' });
      expect(await store.find(userId)).toMatchObject({ method: 'code', version: 2 });
    });

    it('leaves none behind untold when many are kept at once', async () => {
      await store.save(connection({ refreshToken: 'r0' }));
      const names = Array.from({ length: 10 }, (_, index) => `r${index + 1}`);
      const formers = await Promise.all(
        names.map((refreshToken) => store.save(connection({ refreshToken }))),
      );
      const last = await store.find(userId);
      const told = [...formers.map((former) => former?.refreshToken), last?.refreshToken];
      expect(told.sort()).toEqual(['r0', ...names].sort());
    });

    it('is removed with what is needed to end it at the server, or only in the version that is meant', async () => {
      await store.save(connection());
      expect(await store.remove(userId, 2)).toBeUndefined();
      expect(await store.remove(userId, 1)).toMatchObject({ refreshToken: 'refresh' });
      expect(await store.remove(userId)).toBeUndefined();
    });

    it('goes with its user', async () => {
      await store.save(connection());
      await database.pool.query('delete from users where id = $1', [userId]);
      expect(await store.find(userId)).toBeUndefined();
    });

    it('is none when its tokens were sealed with a key that is gone, and can be replaced and removed', async () => {
      await store.save(connection());
      const other = connectionStore(database.pool, createSealer(parseKeyRing(generateKeyRing())));
      expect(await other.find(userId)).toBeUndefined();
      expect(await other.save(connection())).toBeUndefined();
      expect(await other.find(userId)).toBeDefined();
      expect(await store.remove(userId)).toBe('unreadable');
    });

    it('is not readable with the tokens of somebody else in its place', async () => {
      const eve = await addUser();
      await store.save(connection());
      await store.save(connection({ userId: eve }));
      await database.pool.query(
        `update connections set (access_token_sealed, refresh_token_sealed) =
         (select access_token_sealed, refresh_token_sealed from connections where user_id = $2)
       where user_id = $1`,
        [eve, userId],
      );
      expect(await store.find(eve)).toBeUndefined();
    });
  });

  describe('the right to refresh', () => {
    it('is given once, and again when it is given back', async () => {
      await store.save(connection());
      const all = await Promise.all(
        Array.from({ length: 20 }, () => store.beginRefresh(userId, 1, 60_000)),
      );
      expect(all.filter(Boolean)).toHaveLength(1);
      await store.abandonRefresh(userId, 1);
      expect(await store.beginRefresh(userId, 1, 60_000)).toBe(true);
    });

    it('is not given for a version that is over', async () => {
      await store.save(connection());
      expect(await store.beginRefresh(userId, 1, 60_000)).toBe(true);
      expect(await store.finishRefresh(userId, 1, tokens)).toBe(true);
      expect(await store.find(userId)).toMatchObject({ ...tokens, version: 2 });
      expect(await store.beginRefresh(userId, 1, 60_000)).toBe(false);
      expect(await store.beginRefresh(userId, 2, 60_000)).toBe(true);
    });

    it('lapses, unless it is extended', async () => {
      await store.save(connection());
      await store.beginRefresh(userId, 1, -1);
      await store.extendRefresh(userId, 1, 60_000);
      expect(await store.beginRefresh(userId, 1, 60_000)).toBe(false);
      await store.extendRefresh(userId, 1, -1);
      expect(await store.beginRefresh(userId, 1, 60_000)).toBe(true);
    });

    it('keeps no tokens of a connection that was replaced or removed meanwhile', async () => {
      await store.save(connection());
      await store.beginRefresh(userId, 1, 60_000);
      await store.save(connection({ accessToken: 'of the new connection' }));
      expect(await store.finishRefresh(userId, 1, tokens)).toBe(false);
      expect((await store.find(userId))?.accessToken).toBe('of the new connection');
      await store.remove(userId);
      expect(await store.finishRefresh(userId, 2, tokens)).toBe(false);
    });
  });
});
