import { newId, type UserId } from '@picard-mcp/core';
import type { AuthorizationStore, Grant, NewRefreshToken } from '@picard-mcp/oauth/ports';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { describeDatabases } from '../testing/describe-databases.js';
import { lockWaits } from '../testing/lock-waits.js';
import type { TestStore } from '../testing/test-store.js';
import { at, newClient, newGrant, newToken, newUser, rotationOf } from './testing/samples.js';

describeDatabases('the order of locks', { only: 'postgres' }, (database) => {
  let store: TestStore;
  let parts: AuthorizationStore;
  beforeEach(async () => {
    store = await database.open();
    parts = store.authorization;
  });
  afterEach(() => store.close());

  async function create(
    fields: Partial<Grant>,
  ): Promise<{ readonly grant: Grant; readonly token: NewRefreshToken }> {
    const [grant, token] = [newGrant(fields), newToken()];
    expect(await parts.grants.create(grant, token)).toBe(true);
    return { grant, token };
  }

  type Revoke = (grant: Grant) => Promise<unknown>;
  it.each<[string, Revoke]>([
    ['user', ({ userId }) => parts.grants.revokeUser({ userId, at: at(1), deactivate: false })],
    ['client', ({ clientId }) => parts.clients.remove(clientId, at(1))],
  ])(
    'lets nobody who ends all grants of a %s hold one while it waits for one before',
    async (_, revoke) => {
      const client = newClient();
      await parts.clients.insert(client);
      const common = { userId: newId<UserId>(), clientId: client.clientId };
      const ids = Array.from({ length: 5 }, () => crypto.randomUUID()).sort();
      const grants = [];
      // In the order of the table the last comes first.
      for (const id of ids.toReversed()) grants.push((await create({ ...common, id })).grant);
      let revoking: Promise<unknown> | undefined;
      await store.database.transaction(async (transaction) => {
        await transaction.query({
          text: 'select from oauth_grants where id = $1 for update',
          values: [ids[0]],
        });
        revoking = revoke(newGrant(common));
        await lockWaits(store, 1);
        const free = await transaction.query({
          text: 'select id from oauth_grants where id = any ($1) for update skip locked',
          values: [ids],
        });
        expect(free.rowCount).toBe(ids.length);
      });
      await revoking;
      expect(await parts.grants.revoke(grants[0]?.id ?? '', at(2))).toBe(false);
    },
  );

  it('deadlocks nowhere while users, clients and grants are revoked amid rotations', async () => {
    const instances = [await store.another(), await store.another()];
    const partsOf = (index: number) => instances[index % 2]?.authorization ?? parts;
    const users = [newUser(), newUser()];
    const clients = [newClient(), newClient()];
    for (const user of users) await store.users.insert(user);
    for (const client of clients) await parts.clients.insert(client);

    for (let turn = 0; turn < 5; turn += 1) {
      const mine = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          create({
            userId: users[index % 2]?.id ?? newId<UserId>(),
            clientId: clients[(index >> 1) % 2]?.clientId ?? '',
          }),
        ),
      );
      await Promise.all([
        ...mine.map(({ grant, token }, index) =>
          partsOf(index).grants.rotateRefreshToken(rotationOf(grant, token)),
        ),
        ...mine
          .slice(0, 4)
          .map(({ grant }, index) => partsOf(index).grants.revoke(grant.id, at(1))),
        ...users.map(({ id }, index) =>
          partsOf(index).grants.revokeUser({ userId: id, at: at(1), deactivate: false }),
        ),
        ...clients.map(({ clientId }, index) =>
          partsOf(index).clients.update(clientId, { isActive: false }, at(1)),
        ),
        ...mine.map(({ grant }, index) =>
          partsOf(index).grants.create(newGrant({ ...grant, id: crypto.randomUUID() }), newToken()),
        ),
        partsOf(turn).purge(at(1)),
      ]);
      for (const { clientId } of clients) {
        await parts.clients.update(clientId, { isActive: true }, at(2));
      }
    }

    // A connection tells what it met at its end at the latest.
    await Promise.all(instances.map((instance) => instance.close()));
    await vi.waitFor(async () => {
      const connected = await store.sql<{ mine: boolean }>(`
        select pid = pg_backend_pid() as mine from pg_stat_activity
        where datname = current_database() and application_name = 'picard'`);
      expect(connected.length).toBeLessThanOrEqual(10);
    }, 10_000);
    const [stats] = await store.sql<{ deadlocks: string }>(
      'select deadlocks from pg_stat_database where datname = current_database()',
    );
    expect(stats?.deadlocks).toBe('0');
  });
});
