import { generateEncryptionKey, newId } from '@picard-mcp/core';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import type { UserAccount } from '@picard-mcp/core/ports';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountServer, addAccount, startAccountServer } from './account-server.js';
import { type Answer, type WholeStack, wholeStack } from './whole-stack.js';

const ways = ['rest', 'mcp 2025', 'mcp 2026'] as const;

describeDatabases('profiles by every way', (database) => {
  let store: TestStore;
  let stack: WholeStack;
  let ann: UserAccount;
  let bob: UserAccount;
  let hidden: UserAccount;
  let anns: Awaited<ReturnType<WholeStack['ways']>>;
  let bobs: typeof anns;

  beforeAll(async () => {
    store = await database.open();
    stack = await wholeStack(store);
    ann = await addAccount(store, 'ann-of-cork');
    bob = await addAccount(store, 'bob');
    hidden = await addAccount(store, 'ann-the-hidden');
    [anns, bobs] = [await stack.ways(ann.id), await stack.ways(bob.id)];
    await stack.picard.as(hidden.id).profile.update({ bio: 'Unseen.' });
  });
  afterAll(async () => {
    await stack.close();
    await store.close();
  });

  describe.each(ways)('%s', (way) => {
    it('changes one’s own, shows it, and shows others what they may see', async () => {
      const input = {
        ...{ name: `Ann by ${way}`, bio: 'Sails.', avatar_url: 'https://pictures.example/a' },
        ...{ locale: 'en-IE', settings: { discoverable: true, default_expiry_days: 9 } },
      };
      const changed = dataOf(await anns[way]('update_profile', input));
      const own = {
        ...{ id: ann.id, username: 'ann-of-cork', email: 'ann-of-cork@example.org', ...input },
        created_at: ann.createdAt.toISOString(),
        settings: {
          ...{ default_permission: 'private', default_expiry_days: 9 },
          ...{ persona_enabled: true, discoverable: true },
        },
      };
      expect(changed).toEqual(own);
      expect(dataOf(await anns[way]('get_profile', {}))).toEqual(own);
      expect(await stack.picard.as(ann.id).profile.own()).toMatchObject({ name: input.name });

      const { id, username, name, bio, avatar_url } = own;
      const shown = { id, username, name, bio, avatar_url };
      expect(dataOf(await bobs[way]('get_profile', { user_id: ann.id }))).toEqual(shown);
      expect(dataOf(await bobs[way]('find_users', { query: 'ann-' }))).toEqual({
        users: [shown],
      });
    });

    it('tells nothing of users who do not want to be found, nor whether they exist', async () => {
      const absent = newId();
      const [theirs, nobodys] = [
        await bobs[way]('get_profile', { user_id: hidden.id }),
        await bobs[way]('get_profile', { user_id: absent }),
      ];
      expect(theirs).toMatchObject({ error: { code: 'not_found' } });
      expect(theirs).toEqual(nobodys);
      for (const query of [hidden.username, hidden.id, hidden.email.slice(0, 60), 'ann-the']) {
        expect(dataOf(await bobs[way]('find_users', { query }))).toEqual({ users: [] });
      }
    });

    it.each([
      ['update_profile', { settings: { default_permission: 'shared' } }],
      ['update_profile', { avatar_url: 'http://pictures.example/a' }],
      ['update_profile', { email: 'other@example.org' }],
      ['get_profile', { user_id: 'x' }],
      ['find_users', { query: '' }],
      ['find_users', { query: 'ann', limit: 21 }],
    ])('refuses %s with %j, in the words of the wire', async (tool, data) => {
      const answer = await bobs[way](tool, data);
      expect(answer).toMatchObject({ error: { code: 'invalid_input' } });
      const [name] = Object.keys(data).slice(-1);
      const field = name === 'settings' ? 'settings.default_permission' : name;
      expect(answer).toMatchObject({ error: { details: { field } } });
    });
  });
});

describeDatabases('an account by REST', (database) => {
  let store: TestStore;
  let server: AccountServer;
  let ann: UserAccount;
  let token: string;

  beforeAll(async () => {
    store = await database.open();
    server = await startAccountServer({ store, keys: parseKeyRing(generateEncryptionKey()) });
    ann = await addAccount(store, 'ann');
    token = await server.token(ann.id);
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  const me = '/api/users/me';

  it('is read and changed', async () => {
    const changed = await server.ask('PATCH', me, { token, json: { name: 'Ann', locale: 'en' } });
    const user = { id: ann.id, username: 'ann', email: ann.email, name: 'Ann', locale: 'en' };
    expect([changed.status, await changed.json()]).toMatchObject([
      200,
      { status: 'success', data: user },
    ]);
    const read = await server.ask('GET', me, { token });
    expect(read.headers.get('cache-control')).toBe('no-store');
    expect([read.status, await read.json()]).toMatchObject([
      200,
      { status: 'success', data: { ...user, settings: { discoverable: false } } },
    ]);
  });

  it('is refused without a token, without the scope, with a wrong field or method', async () => {
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      expect((await server.ask(method, me)).status).toBe(401);
    }
    expect((await server.ask('GET', `${me}/export`)).status).toBe(401);
    const reader = await server.token(ann.id, 'memories:read');
    expect((await server.ask('GET', me, { token: reader })).status).toBe(200);
    const refused = await server.ask('PATCH', me, { token: reader, json: { name: 'x' } });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      403,
      expect.stringContaining('memories:write'),
    ]);
    const json = { settings: { default_expiry_days: -1 } };
    const wrong = await server.ask('PATCH', me, { token, json });
    expect([wrong.status, await wrong.json()]).toMatchObject([
      400,
      { error: { details: { field: 'settings.default_expiry_days' } } },
    ]);
    const put = await server.ask('PUT', me, { token, json: {} });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, PATCH, DELETE']);
  });

  it('is described in the OpenAPI document', async () => {
    const { paths } = (await (await server.ask('GET', '/openapi.json')).json()) as {
      paths: Record<string, object>;
    };
    expect(Object.keys(paths[me] ?? {}).sort()).toEqual(['delete', 'get', 'patch']);
    expect(Object.keys(paths[`${me}/export`] ?? {})).toEqual(['get']);
    expect(Object.keys(paths['/api/admin/users/{user_id}'] ?? {}).sort()).toEqual([
      ...['delete', 'get', 'patch'],
    ]);
  });

  it('comes as one archive that holds everything of the user and nothing of others', async () => {
    const eve = await addAccount(store, 'eve');
    await server.call(await server.token(eve.id), 'submit_memory', {
      ...{ text: 'Of Eve.', permission: 'shared', shared_with: { user_ids: [ann.id] } },
    });
    await server.call(token, 'create_group', { name: 'Friends', member_ids: [eve.id] });
    await server.call(token, 'create_persona', { name: 'At work', instructions: 'Be brief.' });
    const memories = Array.from({ length: 450 }, (_, index) => ({
      ...{ text: `Memory ${index} ☕ "quoted"\nwith a line`, metadata: { index } },
    }));
    await server.call(token, 'batch_submit_memories', { memories });
    await store.sql(
      'update memories set expires_at = $2 where owner_id = $1 and id in (select id from memories where owner_id = $1 limit 3)',
      [ann.id, '2020-01-01'],
    );
    const grant = {
      ...{ id: crypto.randomUUID(), userId: ann.id, clientId: 'unknown-client' },
      ...{ scopes: ['memories:read'] as const, resource: 'r', createdAt: new Date(0) },
    };
    const expiresAt = new Date('2099-01-01');
    await store.authorization.grants.create(grant, { hash: 'h', expiresAt });

    const response = await server.ask('GET', `${me}/export`, { token });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    expect(Object.keys(files)).toEqual([
      ...['profile.json', 'memories.jsonl', 'deleted.jsonl', 'groups.json', 'personas.json'],
      ...['grants.json', 'activity.jsonl'],
    ]);
    const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
    const lines = (name: string) =>
      text(name)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(JSON.parse(text('profile.json'))).toMatchObject({ id: ann.id, email: ann.email });
    const exported = lines('memories.jsonl');
    expect(new Set(exported.map((memory) => memory.text))).toEqual(
      new Set(memories.map((memory) => memory.text)),
    );
    expect(exported).toHaveLength(450);
    expect(exported.filter((memory) => memory.is_expired)).toHaveLength(3);
    expect(JSON.parse(text('groups.json'))).toMatchObject([{ name: 'Friends' }]);
    expect(text('personas.json')).toContain('Be brief.');
    expect(JSON.parse(text('grants.json'))).toEqual([
      {
        ...{ grant_id: grant.id, client_id: 'unknown-client', client_name: null },
        ...{ scope: 'memories:read', created_at: '1970-01-01T00:00:00.000Z' },
      },
    ]);
    expect(lines('activity.jsonl').length).toBeGreaterThan(0);
    for (const entry of lines('activity.jsonl')) expect(entry.action).toBeTypeOf('string');
    for (const name of Object.keys(files)) expect(text(name), name).not.toContain('Of Eve.');
  });
});

function dataOf(answer: Answer): unknown {
  return 'data' in answer ? answer.data : answer;
}
