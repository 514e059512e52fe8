import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestAdministration, testAdministration } from '../testing/test-administration.js';

describe('totals', () => {
  let fixture: TestAdministration;

  beforeEach(async () => {
    fixture = await testAdministration();
  });
  afterEach(() => fixture.test.close());

  const stats = async () => (await fixture.read(fixture.ask('GET', '/api/admin/stats'))).data;

  it('count users, clients, grants and the operations of each day, and nothing else that is recorded', async () => {
    const { test } = fixture;
    const user = await test.addUser();
    const client = await test.addClient();
    await test.addUser({ isActive: false });
    await test.issueCode({ client: client.client, userId: user.id });
    const entry = { outcome: 'success', userId: user.id } as const;
    const unknown = { reason: undefined, clientId: undefined, address: undefined } as const;
    const day = (daysAgo: number) => new Date(test.clock.now().getTime() - daysAgo * 86_400_000);
    const record = (action: string, daysAgo: number) =>
      fixture.test.activityStore.append([
        {
          ...{ ...entry, ...unknown, action, id: crypto.randomUUID(), at: day(daysAgo) },
          ...{ durationMs: undefined, details: undefined },
        },
      ]);
    await record('query_memory', 0);
    await record('list_tags', 0);
    await record('login', 0);
    await record('query_memory', 2);
    await record('query_memory', 31);
    const dayOf = (daysAgo: number) => day(daysAgo).toISOString().slice(0, 10);
    expect(await stats()).toEqual({
      users: { total: 3, active: 2 },
      memories: { total: 0, is_estimate: false, pending_embeddings: 0 },
      clients: { total: 1, active: 1 },
      grants: 1,
      operations_per_day: [
        { day: dayOf(0), count: 2 },
        { day: dayOf(2), count: 1 },
      ],
    });
  });

  it('are for administrators alone', async () => {
    const { test } = fixture;
    expect((await test.request('/api/admin/stats')).status).toBe(401);
    const user = await test.addUser();
    const headers = { authorization: await fixture.bearer(user, 'memories:read') };
    expect((await test.request('/api/admin/stats', { headers })).status).toBe(403);
  });
});
