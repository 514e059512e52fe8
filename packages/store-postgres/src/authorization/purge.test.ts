import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDatabases } from '../testing/describe-databases.js';
import type { TestStore } from '../testing/test-store.js';
import { at, newClient, newGrant, newToken, now } from './testing/samples.js';

const dayMs = 24 * 3600 * 1000;

describeDatabases('purging', (database) => {
  let store: TestStore;
  beforeEach(async () => {
    store = await database.open();
  });
  afterEach(() => store.close());

  async function countOf(table: string): Promise<number | undefined> {
    const [row] = await store.sql<{ count: number }>(`select count(*)::int as count from ${table}`);
    return row?.count;
  }

  it('removes more in one go than one of its statements may', async () => {
    await store.sql(
      `insert into oauth_sessions (hash, user_id, created_at, expires_at)
       select n::text, gen_random_uuid(), $1, $1 from generate_series(1, 2000) as n`,
      [at(-1)],
    );
    await store.sql(
      `with granted as (
         insert into oauth_grants (id, user_id, client_id, scopes, resource, created_at)
         select gen_random_uuid(), gen_random_uuid(), 'a', '{}', 'r', $1 from generate_series(1, 1100)
         returning id
       )
       insert into oauth_refresh_tokens (hash, grant_id, expires_at)
       select id || n::text, id, $1 from granted, generate_series(1, 2) as n`,
      [at(-2 * dayMs)],
    );
    await store.authorization.grants.create(newGrant(), newToken());
    await store.authorization.purge(now);
    expect(await countOf('oauth_sessions')).toBe(0);
    expect(await countOf('oauth_refresh_tokens')).toBe(1);
    expect(await countOf('oauth_grants')).toBe(1);
  });

  it('keeps a client that registered itself while it refreshes what it was granted long ago', async () => {
    const { clients, grants, purge } = store.authorization;
    const registeredBy = 'client' as const;
    const [refreshing, idle] = [newClient({ registeredBy }), newClient({ registeredBy })];
    for (const client of [refreshing, idle]) await clients.insert(client);
    const token = { ...newToken(), expiresAt: at(200 * dayMs) };
    await grants.create(newGrant({ clientId: refreshing.clientId }), token);
    await purge(at(100 * dayMs));
    expect(await clients.find(refreshing.clientId)).toEqual(refreshing);
    expect(await clients.find(idle.clientId)).toBeUndefined();
  });

  it('counts the use of a client at each grant', async () => {
    const { clients, grants, purge } = store.authorization;
    const client = newClient({ registeredBy: 'client' });
    await clients.insert(client);
    const { clientId } = client;
    for (const days of [0, 80]) {
      const grant = newGrant({ clientId, createdAt: at(days * dayMs) });
      await grants.create(grant, newToken());
      await grants.revoke(grant.id, at(days * dayMs));
    }
    await purge(at(169 * dayMs));
    expect(await clients.find(clientId)).toEqual(client);
    await purge(at(171 * dayMs));
    expect(await clients.find(clientId)).toBeUndefined();
  });
});

describeDatabases('purging beside others', { only: 'postgres' }, (database) => {
  let store: TestStore;
  beforeEach(async () => {
    store = await database.open();
  });
  afterEach(() => store.close());

  it('leaves what somebody holds to the next time, without waiting', async () => {
    await store.sql(
      `insert into oauth_sessions (hash, user_id, created_at, expires_at)
       select hash, gen_random_uuid(), $1, $1 from unnest(array['held', 'free']) as hash`,
      [at(-1)],
    );
    await store.database.transaction(async (transaction) => {
      await transaction.query({
        text: `select from oauth_sessions where hash = 'held' for update`,
      });
      await store.authorization.purge(now);
      expect(await store.sql('select hash from oauth_sessions')).toEqual([{ hash: 'held' }]);
    });
    await store.authorization.purge(now);
    expect(await store.sql('select hash from oauth_sessions')).toEqual([]);
  });
});
