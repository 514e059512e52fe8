import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestAdministration, testAdministration } from '../testing/test-administration.js';

const usersPath = '/api/admin/users';

describe('the record of activity', () => {
  let fixture: TestAdministration;

  beforeEach(async () => {
    fixture = await testAdministration();
  });
  afterEach(() => fixture.test.close());

  type Entry = { id: string; action: string; at: string };
  async function read(query = ''): Promise<{ activity: Entry[]; next_cursor: string | null }> {
    await fixture.test.activity();
    const { data } = await fixture.read(fixture.ask('GET', `/api/admin/activity${query}`));
    return data as { activity: Entry[]; next_cursor: string | null };
  }

  it('is read the newest first, page by page', async () => {
    const { test, ask } = fixture;
    for (let n = 0; n < 5; n += 1) {
      if (n % 2 === 0) test.clock.advance(1);
      await ask('POST', `${usersPath}/${crypto.randomUUID()}/sign-out`);
    }
    const whole = (await read()).activity;
    expect(whole).toHaveLength(5);
    expect(whole.map(({ at }) => at)).toEqual(
      whole
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof read>> = await read(
        cursor === '' ? '?limit=2' : `?limit=2&cursor=${cursor}`,
      );
      seen.push(...page.activity.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(whole.map(({ id }) => id));
  });

  it('is narrowed by user, client and action', async () => {
    const { test, root, ask } = fixture;
    await test.request('/register', { json: { redirect_uris: ['https://app.example/'] } });
    await ask('POST', `${usersPath}/${crypto.randomUUID()}/sign-out`);
    const [client] = await test.store.clients.list({ limit: 1 });
    const actions = async (query: string) =>
      (await read(query)).activity.map(({ action }) => action);
    expect(await actions(`?user_id=${root.id}`)).toEqual(['sign_out_everywhere']);
    expect(await actions(`?client_id=${client?.clientId}`)).toEqual(['client_registered']);
    expect(await actions('?action=client_registered')).toEqual(['client_registered']);
    expect(await actions('?action=login')).toEqual([]);
    expect(await actions(`?user_id=${root.id}&action=client_registered`)).toEqual([]);
  });

  it('says who, what, by which client, from where and how it ended', async () => {
    const { root, ask } = fixture;
    const id = crypto.randomUUID();
    await ask('POST', `${usersPath}/${id}/sign-out`);
    expect((await read()).activity).toEqual([
      {
        id: expect.any(String),
        at: fixture.test.clock.now().toISOString(),
        action: 'sign_out_everywhere',
        outcome: 'success',
        reason: null,
        user_id: root.id,
        client_id: null,
        address: '192.0.2.1',
        duration_ms: null,
        details: { user_id: id },
      },
    ]);
  });

  it('is counted by day and action, in the span of time that is asked for', async () => {
    const { test, ask } = fixture;
    const first = test.clock.now();
    await ask('POST', `${usersPath}/${crypto.randomUUID()}/sign-out`);
    await ask('POST', `${usersPath}/${crypto.randomUUID()}/sign-out`);
    await test.activity();
    const counts = async (query = '') => {
      const { data } = await fixture.read(ask('GET', `/api/admin/activity${query}`));
      return (data as { counts: unknown }).counts;
    };
    const day = first.toISOString().slice(0, 10);
    expect(await counts()).toEqual([{ day, action: 'sign_out_everywhere', count: 2 }]);
    const later = new Date(first.getTime() + 1).toISOString();
    expect(await counts(`?since=${later}`)).toEqual([]);
    expect(await counts(`?until=${later}&limit=1`)).toEqual([
      { day, action: 'sign_out_everywhere', count: 2 },
    ]);
    expect(await counts('?action=login')).toEqual([]);
  });

  it.each(['user_id=x', 'action=', 'client_id=%00', 'since=2030', 'cursor=x', 'limit=1000'])(
    'is not read by the query %s',
    async (query) => {
      expect((await fixture.ask('GET', `/api/admin/activity?${query}`)).status).toBe(400);
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('has no way to be changed by %s', async (method) => {
    const response = await fixture.ask(method, '/api/admin/activity', {});
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toMatch(/^GET/);
  });
});
