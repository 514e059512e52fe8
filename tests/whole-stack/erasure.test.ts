import { generateEncryptionKey } from '@picard-mcp/core';
import { type KeyRing, parseKeyRing } from '@picard-mcp/core/builtin';
import type { UserAccount } from '@picard-mcp/core/ports';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AccountServer, addAccount, password, startAccountServer } from './account-server.js';

/** All that Ann says of herself and others, and where she calls from. */
const words = {
  username: 'ann-quagga',
  email: 'zyzzyva@example.org',
  name: 'Ann Thylacine',
  bio: 'Keeps an axolotl.',
  avatar: 'https://pictures.example/narwhal.png',
  text: 'The okapi sleeps behind the harbour.',
  publicText: 'Everybody may know about the pangolin.',
  metadata: 'numbat',
  tag: 'kakapo',
  category: 'dugong',
  group: 'Friends of the fossa',
  description: 'They meet at the aye-aye.',
  deletedText: 'The quokka was here once.',
  deletedTag: 'saola',
  persona: 'The solenodon',
  instructions: 'Answer like a tarsier.',
  address: '203.0.113.77',
};

describeDatabases('an erased user', (database) => {
  let store: TestStore;
  let server: AccountServer;
  let keys: KeyRing;
  let ann: UserAccount;
  let bob: UserAccount;
  let annsToken: string;
  let bobsToken: string;
  let publicId: unknown;

  beforeEach(async () => {
    store = await database.open();
    keys = parseKeyRing(generateEncryptionKey());
    server = await startAccountServer({ store, keys });
    ann = await addAccount(store, words.username, { email: words.email });
    bob = await addAccount(store, 'bob');
    [annsToken, bobsToken] = [await server.token(ann.id), await server.token(bob.id)];
    await fill();
  });
  afterEach(async () => {
    await server.close();
    await store.close();
  });

  /** Everything that a user can leave behind, with somebody else involved wherever that is possible. */
  async function fill(): Promise<void> {
    const by = (token: string) => (tool: string, data: object) => server.call(token, tool, data);
    const [anns, bobs] = [by(annsToken), by(bobsToken)];
    await anns('update_profile', {
      ...{ name: words.name, bio: words.bio, avatar_url: words.avatar, locale: 'en' },
      settings: { discoverable: true, default_expiry_days: 30 },
    });
    const group = await anns('create_group', {
      ...{ name: words.group, description: words.description, member_ids: [bob.id] },
    });
    const bobsGroup = await bobs('create_group', { name: 'Of Bob', member_ids: [ann.id] });
    const labels = { tags: [words.tag], category: words.category };
    await anns('submit_memory', {
      ...{ text: words.text, metadata: { pet: words.metadata }, ...labels },
      ...{ permission: 'shared', shared_with: { user_ids: [bob.id], group_ids: [group.id] } },
    });
    ({ id: publicId } = await anns('submit_memory', {
      ...{ text: words.publicText, permission: 'public', ...labels },
    }));
    await bobs('submit_memory', {
      ...{ text: 'Of Bob, for Ann.', permission: 'shared' },
      shared_with: { user_ids: [ann.id], group_ids: [bobsGroup.id, group.id] },
    });
    const deleted = await anns('submit_memory', {
      ...{ text: words.deletedText, tags: [words.deletedTag] },
      ...{ permission: 'shared', shared_with: { user_ids: [bob.id], group_ids: [group.id] } },
    });
    await anns('delete_memory', { memory_id: deleted.id });
    const bobsDeleted = await bobs('submit_memory', {
      ...{ text: 'Of Bob, for Ann, deleted.', permission: 'shared' },
      shared_with: { user_ids: [ann.id], group_ids: [group.id] },
    });
    await bobs('delete_memory', { memory_id: bobsDeleted.id });
    await anns('create_persona', { name: words.persona, instructions: words.instructions });
    await store.authorization.sessions.insert({
      ...{ hash: 'session', userId: ann.id, createdAt: new Date() },
      expiresAt: new Date('2099-01-01'),
    });
    const grant = {
      ...{ id: crypto.randomUUID(), userId: ann.id, clientId: 'https://client.example/x' },
      ...{ scopes: ['memories:read'] as const, resource: 'r', createdAt: new Date() },
    };
    await store.authorization.grants.create(grant, {
      hash: 'refresh',
      expiresAt: new Date('2099-01-01'),
    });
    await store.activity.append([
      {
        ...{ id: crypto.randomUUID(), at: new Date(), action: 'login', outcome: 'success' },
        ...{ reason: undefined, userId: ann.id, clientId: undefined, durationMs: 1 },
        ...{ address: words.address, details: { grant_id: grant.id } },
      },
    ]);
  }

  /** What needs the files of a server, or several instances. */
  function onServer(title: string, test: () => Promise<void>): void {
    if (database.kind === 'postgres') it(title, test);
  }

  const erase = (token: string, json: unknown = { confirm: words.username }) =>
    server.ask('DELETE', '/api/users/me', { token, json });

  async function tables(): Promise<readonly string[]> {
    const rows = await store.sql<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
    );
    return rows.map(({ name }) => name);
  }

  /** Every row of every table, as a dump would write it. */
  async function dump(): Promise<string> {
    const rows = await Promise.all(
      (await tables()).map((name) =>
        store.sql<{ text: string }>(`select t::text as text from ${name} as t`),
      ),
    );
    return rows
      .flat()
      .map(({ text }) => text)
      .join('\n');
  }

  /** The words that occur in a text, written as such or as a `bytea` shows them. */
  const wordsIn = (text: string) =>
    Object.values(words).filter(
      (word) => text.includes(word) || text.includes(Buffer.from(word).toString('hex')),
    );

  it('leaves no word in any row, and others what is theirs', async () => {
    const before = await dump();
    // What users write for themselves is sealed; what the database has to look for is not.
    expect(wordsIn(before).sort()).toEqual(
      [
        ...[words.username, words.email, words.tag, words.category, words.deletedTag],
        ...[words.group, words.description, words.address],
      ].sort(),
    );
    const response = await erase(annsToken);
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: 'success', data: { erased: true, user_id: ann.id } },
    ]);

    expect(wordsIn(await dump())).toEqual([]);
    // The id stays where it says nothing of anybody.
    const places: string[] = [];
    for (const name of await tables()) {
      const [found] = await store.sql(`select from ${name} as t where t::text like $1 limit 1`, [
        `%${ann.id}%`,
      ]);
      if (found) places.push(name);
    }
    expect(places.sort()).toEqual([
      ...['activity', 'destroyed_keys', 'erasures', 'oauth_revocations'],
    ]);
    expect(await server.call(bobsToken, 'retrieve_memories', {})).toMatchObject({
      memories: [{ text: 'Of Bob, for Ann.', shared_with: { user_ids: [] } }],
    });
    expect(await server.call(bobsToken, 'list_deleted_memories', {})).toMatchObject({
      memories: [{ shared_with: { user_ids: [] } }],
    });
    expect(await server.call(bobsToken, 'list_groups', {})).toMatchObject({
      groups: [{ name: 'Of Bob', member_ids: [] }],
    });
  });

  onServer('leaves no word in any file of the database', async () => {
    expect((await erase(annsToken)).status).toBe(200);
    // Freed space is overwritten in PostgreSQL's own time; this makes it happen now.
    for (const name of await tables()) await store.sql(`vacuum full ${name}`);
    await store.sql('checkpoint');
    const files = await store.sql<{ path: string }>(
      `select pg_relation_filepath(oid) as path from pg_class
        where relnamespace = 'public'::regnamespace and pg_relation_filepath(oid) is not null`,
    );
    expect(files.length).toBeGreaterThan(20);
    for (const { path } of files) {
      const [file] = await store.sql<{ bytes: Buffer | null }>(
        'select pg_read_binary_file($1, 0, 1 << 26, true) as bytes',
        [path],
      );
      expect(wordsIn(file?.bytes?.toString('latin1') ?? ''), path).toEqual([]);
    }
  });

  onServer('is shut out at once, on every instance, as is whoever asks for them', async () => {
    const other = await startAccountServer({ store: (await store.another()) as never, keys });
    const read = (text: string) =>
      other.call(bobsToken, 'query_memory', { query: text, scope: 'public' });
    expect(await read('pangolin')).toMatchObject({ memories: [{ text: words.publicText }] });
    await other.call(annsToken, 'list_tags', {});
    expect((await erase(annsToken)).status).toBe(200);
    expect((await server.ask('GET', '/api/users/me', { token: annsToken })).status).toBe(401);
    await expect
      .poll(async () => (await other.ask('GET', '/api/users/me', { token: annsToken })).status, {
        timeout: 3_000,
      })
      .toBe(401);
    expect(await read('pangolin')).toEqual({ memories: [] });
    await other.close();
  });

  onServer('can be read by nobody who holds a copy of the rows and a key from before', async () => {
    const second = await store.another();
    const other = await startAccountServer({ store: second as never, keys });
    const query = { query: 'pangolin', scope: 'public' };
    expect(await other.call(bobsToken, 'query_memory', query)).toMatchObject({
      memories: [{ text: words.publicText }],
    });
    const copy = await store.sql<{ row: string }>(
      'select to_jsonb(m)::text as row from memories as m where id = $1',
      [publicId],
    );
    expect((await erase(annsToken)).status).toBe(200);
    await store.sql(
      'insert into memories select * from jsonb_populate_record(null::memories, $1)',
      [copy[0]?.row],
    );
    const kept = await store.sql('select from memories where id = $1', [publicId]);
    expect(kept).toHaveLength(1);
    // The key that the other instance held is let go of as soon as it hears of the erasure.
    await expect
      .poll(() => other.call(bobsToken, 'query_memory', query), { timeout: 3_000 })
      .toEqual({ memories: [] });
    await other.close();
  });

  it.each([
    ['no confirmation', {}],
    ['another name', { confirm: 'bob' }],
    ['the id in place of the name', { confirm: 'the id' }],
  ])('is erased by no mistake: %s', async (_, json) => {
    const given = 'confirm' in json && json.confirm === 'the id' ? { confirm: ann.id } : json;
    const response = await erase(annsToken, given);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { details: { field: 'confirm' } } });
    expect(await store.users.findById(ann.id)).toMatchObject({ isActive: true });
  });

  it('is not erased by a token that may only read', async () => {
    expect((await erase(await server.token(ann.id, 'memories:read'))).status).toBe(403);
    expect((await server.ask('DELETE', '/api/users/me', { json: {} })).status).toBe(401);
    expect(await store.users.findById(ann.id)).toMatchObject({ isActive: true });
  });

  it('may have been erased by an administrator, who is no other than a demoted one erased', async () => {
    await addAccount(store, 'root', { isSuperuser: true });
    const basic = `root:${password}`;
    const path = (id: string) => `/api/admin/users/${id}`;
    const root = await store.users.findByUsername('root');
    const own = await server.ask('DELETE', path(root?.id ?? ''), { basic });
    expect(own.status).toBe(409);
    for (let time = 0; time < 2; time += 1) {
      const response = await server.ask('DELETE', path(ann.id), { basic });
      expect([response.status, await response.json()]).toEqual([
        200,
        { status: 'success', data: { user_id: ann.id, erased: true } },
      ]);
    }
    expect(wordsIn(await dump())).toEqual([]);
    await server.authorization.flush();
    expect(await store.activity.list({ action: 'user_erased', limit: 9 })).toMatchObject([
      { outcome: 'success', userId: root?.id, details: { user_id: ann.id } },
      { outcome: 'success', userId: root?.id, details: { user_id: ann.id } },
      { outcome: 'refused', userId: root?.id, reason: 'conflict' },
    ]);
    expect((await server.ask('DELETE', path(ann.id), { token: bobsToken })).status).toBe(403);
  });

  it('leaves in the record that the account was erased, when, and by which client', async () => {
    expect((await erase(annsToken)).status).toBe(200);
    const entries = await store.activity.list({ userId: ann.id, limit: 50 });
    expect(entries[0]).toMatchObject({
      ...{ action: 'user_erased', outcome: 'success', clientId: 'a-client' },
    });
    expect(entries.length).toBeGreaterThan(5);
    for (const { address, details } of entries) {
      expect([address, details]).toEqual([undefined, undefined]);
    }
  });

  it('may come back under the same name as somebody new', async () => {
    expect((await erase(annsToken)).status).toBe(200);
    const again = await addAccount(store, words.username, { email: words.email });
    const token = await server.token(again.id);
    expect(await server.call(token, 'retrieve_memories', {})).toMatchObject({ memories: [] });
    await server.call(token, 'submit_memory', { text: 'A new beginning.' });
    const call = server.call(token, 'get_profile', {});
    expect(await call).toMatchObject({ name: words.username, bio: null });
  });
});
