import {
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectModern, connectV1, connectV2 } from './clients.js';
import { type McpTestServer, startMcpServer, type TestUser } from './mcp-server.js';
import { allMessages, request } from './wire.js';

const initialize = request('initialize', {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'by-hand', version: '1.0.0' },
});

describe('sessions', () => {
  let server: McpTestServer;
  let owner: TestUser;
  let other: TestUser;
  let now: number;

  beforeEach(async () => {
    now = Date.parse('2030-01-01T00:00:00Z');
    server = await startMcpServer({
      mode: 'stateful',
      session: { idleMs: 60_000, maxPerUser: 3, max: 5 },
      library: { clock: { now: () => new Date(now) } },
    });
    owner = server.user();
    other = server.user();
  });
  afterEach(() => server.close());

  async function open({ token }: TestUser): Promise<string> {
    const response = await server.post(token, initialize);
    expect(response.status).toBe(200);
    await response.text();
    return response.headers.get('mcp-session-id') ?? '';
  }

  function inSession(session: string) {
    return { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' };
  }

  /** The status with which a session's next request is answered. */
  async function statusOf(session: string, { token }: TestUser): Promise<number> {
    const response = await server.post(token, request('tools/list'), inSession(session));
    await response.text();
    return response.status;
  }

  function stream(session: string, token: string, signal?: AbortSignal): Promise<Response> {
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      ...inSession(session),
    };
    return fetch(server.url, { headers, ...(signal && { signal }) });
  }

  it.each([
    ['v1 client', connectV1],
    ['v2 client', connectV2],
  ])('serve a %s', async (_, connect) => {
    const { client, transport } = await connect(server, owner.token);
    expect(transport.sessionId).toMatch(/^[0-9a-f-]{36}$/);
    const { structuredContent } = await client.callTool({
      name: 'submit_memory',
      arguments: { text: 'Kept in a session.' },
    });
    expect(structuredContent).toMatchObject({ user_id: owner.id });
    await transport.terminateSession();
    expect(transport.sessionId).toBeUndefined();
    await client.close();
  });

  it('are not needed by a client of 2026-07-28', async () => {
    const { client, transport } = await connectModern(server, owner.token);
    expect((await client.listTools()).tools.length).toBeGreaterThan(0);
    expect(transport.sessionId).toBeUndefined();
    await client.close();
  });

  it('tell a v1 client what it subscribed to and may read', async () => {
    const sharedWith = { userIds: [owner.id] };
    const { id: memoryId } = await other.picard.memories.submit({
      text: 'Shared.',
      permission: 'shared',
      sharedWith,
    });
    const hidden = await other.picard.memories.submit({ text: 'Private.' });
    const { client, transport } = await connectV1(server, owner.token);
    const heard: string[] = [];
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
      heard.push(params.uri);
    });
    client.setNotificationHandler(ResourceListChangedNotificationSchema, () => {
      heard.push('list');
    });
    const session = transport.sessionId ?? '';
    // The client opens its stream in the background; a second one is refused as soon as it is there.
    await expect.poll(async () => (await stream(session, owner.token)).status).toBe(409);
    await client.subscribeResource({ uri: `memories://${memoryId}` });
    await client.subscribeResource({ uri: `memories://${hidden.id}` });
    await other.picard.memories.update({ memoryId: hidden.id, text: 'Still private.' });
    await other.picard.memories.update({ memoryId, text: 'Still shared.' });
    await client.unsubscribeResource({ uri: `memories://${memoryId}` });
    await other.picard.memories.update({ memoryId, text: 'Shared, and no longer of interest.' });
    await owner.picard.memories.submit({ text: 'A sign that all has come.' });
    await expect.poll(() => heard).toContain('list');
    expect(heard).toEqual([`memories://${memoryId}`, 'list']);
    await client.close();
  });

  it('do not take a subscription to what is no resource', async () => {
    const { client } = await connectV1(server, owner.token);
    await expect(client.subscribeResource({ uri: 'file:///x' })).rejects.toMatchObject({
      code: -32602,
    });
    await client.close();
  });

  it("are unknown to everyone but their user, by whatever token of the user's", async () => {
    const session = await open(owner);
    expect(await statusOf(session, other)).toBe(404);
    expect(await statusOf(session, owner)).toBe(200);
    expect(await statusOf(session, { ...owner, token: server.token(owner.id) })).toBe(200);
    const foreign = { authorization: `Bearer ${other.token}`, ...inSession(session) };
    const deletion = await fetch(server.url, { method: 'DELETE', headers: foreign });
    expect(deletion.status).toBe(404);
    expect((await stream(session, other.token)).status).toBe(404);
    expect(await statusOf(session, owner)).toBe(200);
  });

  it('keep the scopes of each token apart', async () => {
    const session = await open(owner);
    const reader = server.token(owner.id, { scopes: ['memories:read'] });
    const write = request('tools/call', { name: 'submit_memory', arguments: { text: 'x' } });
    expect((await server.post(reader, write, inSession(session))).status).toBe(403);
    expect((await server.post(owner.token, write, inSession(session))).status).toBe(200);
  });

  it.each(['00000000-0000-4000-8000-000000000000', 'nonsense', '__proto__'])(
    'are not found as %s',
    async (session) => {
      expect(await statusOf(session, owner)).toBe(404);
    },
  );

  it('are required of a message that does not begin one', async () => {
    const response = await server.post(owner.token, request('tools/list'));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ id: 1, error: { code: -32000 } });
  });

  it('end by DELETE', async () => {
    const session = await open(owner);
    const headers = { authorization: `Bearer ${owner.token}`, ...inSession(session) };
    expect((await fetch(server.url, { method: 'DELETE', headers })).status).toBe(200);
    expect(await statusOf(session, owner)).toBe(404);
    expect((await fetch(server.url, { method: 'DELETE', headers })).status).toBe(404);
  });

  it('end when they have been idle, and not before', async () => {
    const session = await open(owner);
    now += 60_000;
    expect(await statusOf(session, owner)).toBe(200);
    now += 60_001;
    expect(await statusOf(session, owner)).toBe(404);
  });

  it('are not idle while their stream is open', async () => {
    const session = await open(owner);
    const leaving = new AbortController();
    await stream(session, owner.token, leaving.signal);
    now += 600_000;
    expect(await statusOf(session, owner)).toBe(200);
    leaving.abort();
    // The stream can be opened anew when the server has seen the first one end.
    await expect.poll(async () => (await stream(session, owner.token)).status).toBe(200);
  });

  it('end their stream, and no more than that, with its token', async () => {
    const session = await open(owner);
    const expiresAt = new Date(now + 300);
    const response = await stream(session, server.token(owner.id, { expiresAt }));
    await allMessages(response);
    expect(await statusOf(session, owner)).toBe(200);
  });

  it('end their stream when its token is revoked', async () => {
    const session = await open(owner);
    const response = await stream(session, server.token(owner.id, { tokenId: 'stolen' }));
    server.mcp.closeStreams(({ tokenId }) => tokenId === 'stolen');
    await allMessages(response);
    expect(await statusOf(session, owner)).toBe(200);
  });

  it("beyond a user's limit replace the one of theirs that was unused longest", async () => {
    const theirs = await open(other);
    const [first, second, third] = [await open(owner), await open(owner), await open(owner)];
    await statusOf(first, owner);
    await open(owner);
    const statuses = [first, second, third].map((session) => statusOf(session, owner));
    expect(await Promise.all(statuses)).toEqual([200, 404, 200]);
    expect(await statusOf(theirs, other)).toBe(200);
  });

  it("beyond a user's limit rather replace one that is silent than one that listens", async () => {
    const [listening, silent, last] = [await open(owner), await open(owner), await open(owner)];
    await stream(listening, owner.token);
    await open(owner);
    const statuses = [listening, silent, last].map((session) => statusOf(session, owner));
    expect(await Promise.all(statuses)).toEqual([200, 404, 200]);
  });

  it('never lock their user out, though all of them listen', async () => {
    const sessions = [await open(owner), await open(owner), await open(owner)];
    for (const session of sessions) await stream(session, owner.token);
    await open(owner);
    const statuses = sessions.map((session) => statusOf(session, owner));
    expect(await Promise.all(statuses)).toEqual([404, 200, 200]);
  });

  it('beyond the limit of all do not drive out clients of others that listen', async () => {
    const users = [owner, owner, owner, other, other];
    for (const user of users) await stream(await open(user), user.token);
    const response = await server.post(server.user().token, initialize);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  it('hold the limits also when they are opened at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => server.post(owner.token, initialize)),
    );
    const opened = answers.flatMap(({ headers }) => headers.get('mcp-session-id') ?? []);
    const statuses = await Promise.all(opened.map((session) => statusOf(session, owner)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
  });

  it('are not begun by a broken handshake', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const response = await server.post(
        owner.token,
        request('initialize', { protocolVersion: 7 }),
      );
      expect(response.status).toBe(400);
    }
    expect(await statusOf(await open(owner), owner)).toBe(200);
  });

  it('answer a method that HTTP does not give them', async () => {
    const headers = { authorization: `Bearer ${owner.token}` };
    const response = await fetch(server.url, { method: 'PUT', headers });
    expect(response.status).toBe(405);
  });
});
