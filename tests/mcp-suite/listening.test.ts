import type { McpSubscription } from '@modelcontextprotocol/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectModern } from './clients.js';
import { type McpTestServer, startMcpServer, type TestUser } from './mcp-server.js';
import { allMessages, modernRequest } from './wire.js';

describe('subscriptions/listen', () => {
  let server: McpTestServer;
  let owner: TestUser;
  let other: TestUser;

  beforeEach(async () => {
    server = await startMcpServer({ maxSubscriptionsPerUser: 2 });
    owner = server.user();
    other = server.user();
  });
  afterEach(() => server.close());

  /** A client of the user, and what it has been told since. */
  async function listener(user: TestUser, uris: readonly string[], token = user.token) {
    const { client } = await connectModern(server, token);
    const heard: string[] = [];
    client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
      heard.push(params.uri);
    });
    client.setNotificationHandler('notifications/resources/list_changed', () => {
      heard.push('list');
    });
    const subscription: McpSubscription = await client.listen({
      resourcesListChanged: true,
      resourceSubscriptions: [...uris],
    });
    return {
      client,
      subscription,
      /** What was heard since the last time, up to a change that the user makes now. */
      async heard() {
        await user.picard.memories.submit({ text: 'A sign that all has come.' });
        await expect.poll(() => heard).toContain('list');
        return new Set(heard.splice(0).filter((event) => event !== 'list'));
      },
    };
  }

  const uriOf = ({ id }: { readonly id: string }) => `memories://${id}`;

  it('tells the owner of changes, in a memory and in the list', async () => {
    const memory = await owner.picard.memories.submit({ text: 'First.' });
    const collection = `users://${owner.id}/memories`;
    const { client, heard } = await listener(owner, [uriOf(memory), collection]);
    await owner.picard.memories.update({ memoryId: memory.id, text: 'Second.' });
    expect(await heard()).toEqual(new Set([uriOf(memory), collection]));
    await client.close();
  });

  it('tells others of what is public or shared with them, and nothing of what is private', async () => {
    const { memories } = owner.picard;
    const sharedWith = { userIds: [other.id] };
    const [hidden, open, shared] = await Promise.all([
      memories.submit({ text: 'Private.' }),
      memories.submit({ text: 'Public.', permission: 'public' }),
      memories.submit({ text: 'Shared.', permission: 'shared', sharedWith }),
    ]);
    const collection = `users://${owner.id}/memories`;
    const uris = [hidden, open, shared].map(uriOf);
    const { client, heard } = await listener(other, [...uris, collection]);
    await memories.update({ memoryId: hidden.id, text: 'Still private.' });
    await memories.update({ memoryId: open.id, text: 'Still public.' });
    await memories.update({ memoryId: shared.id, text: 'Still shared.' });
    await memories.submit({ text: 'Another private one.' });
    expect(await heard()).toEqual(new Set([uriOf(open), uriOf(shared), collection]));
    await client.close();
  });

  it('tells of a narrowed permission, and of nothing after it', async () => {
    const { memories } = owner.picard;
    const { id: memoryId } = await memories.submit({ text: 'Public.', permission: 'public' });
    const { client, heard } = await listener(other, [`memories://${memoryId}`]);
    await memories.setPermission({ memoryId, permission: 'private' });
    expect(await heard()).toEqual(new Set([`memories://${memoryId}`]));
    await memories.update({ memoryId, text: 'Now private.' });
    await memories.delete(memoryId);
    expect(await heard()).toEqual(new Set());
    await client.close();
  });

  it('stops telling a member who was removed from the group', async () => {
    const { memories, groups } = owner.picard;
    const group = await groups.create({ name: 'Crew', memberIds: [other.id] });
    const { id: memoryId } = await memories.submit({
      text: 'For the crew.',
      permission: 'shared',
      sharedWith: { groupIds: [group.id] },
    });
    const { client, heard } = await listener(other, [`memories://${memoryId}`]);
    await memories.update({ memoryId, text: 'For the crew, once more.' });
    expect(await heard()).toEqual(new Set([`memories://${memoryId}`]));
    await groups.removeMembers(group.id, [other.id]);
    await memories.update({ memoryId, text: 'For the crew that is left.' });
    expect(await heard()).toEqual(new Set());
    await client.close();
  });

  it('agrees to what it announces, alike for what exists and what does not', async () => {
    const hidden = await owner.picard.memories.submit({ text: 'Private.' });
    const uris = [uriOf(hidden), `memories://${hidden.id.replace(/^./, '0')}`];
    const { client, subscription } = await listener(other, uris);
    expect(subscription.honoredFilter).toEqual({
      resourcesListChanged: true,
      resourceSubscriptions: uris,
    });
    await client.close();
  });

  it('ends with the token', async () => {
    const expiresAt = new Date(Date.now() + 500);
    const { subscription } = await listener(owner, [], server.token(owner.id, { expiresAt }));
    expect(await subscription.closed).toBe('remote');
  });

  it('ends for those whose tokens are revoked, and for no others', async () => {
    const revoked = await listener(owner, [], server.token(owner.id, { tokenId: 'stolen' }));
    const kept = await listener(owner, []);
    server.mcp.closeStreams(({ tokenId }) => tokenId === 'stolen');
    expect(await revoked.subscription.closed).toBe('remote');
    expect(await kept.heard()).toEqual(new Set());
  });

  it('ends gracefully when the server closes', async () => {
    const { subscription } = await listener(owner, []);
    await server.mcp.close();
    expect(await subscription.closed).toBe('graceful');
  });

  it('has a limit for each user, and an ended stream makes room', async () => {
    const first = await listener(owner, []);
    await listener(owner, []);
    await expect(listener(owner, [])).rejects.toThrow(/At most 2 open streams/);
    await listener(other, []);
    await first.client.close();
    await expect
      .poll(() =>
        listener(owner, []).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  });

  it('forgets streams that were refused or had nothing to announce', async () => {
    const { body, headers } = modernRequest('subscriptions/listen');
    for (const notifications of [undefined, {}, { promptsListChanged: true }, 7]) {
      const params = { ...body.params, notifications };
      const response = await server.post(owner.token, { ...body, params }, headers);
      await allMessages(response);
    }
    await listener(owner, []);
    await listener(owner, []);
  });

  it('refuses more resources than it would compare each change with', async () => {
    const resourceSubscriptions = Array.from({ length: 1_001 }, (_, n) => `memories://${n}`);
    const { body, headers } = modernRequest('subscriptions/listen', {
      notifications: { resourceSubscriptions },
    });
    const response = await server.post(owner.token, body, headers);
    expect(await response.json()).toMatchObject({ id: body.id, error: { code: -32602 } });
  });

  it('takes the place of resources/subscribe, which 2026-07-28 does not know', async () => {
    const { client } = await connectModern(server, owner.token);
    await expect(client.subscribeResource({ uri: 'memories://1' })).rejects.toThrow();
    await client.close();
  });
});
