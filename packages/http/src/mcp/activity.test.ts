import {
  createPicard,
  generateEncryptionKey,
  newId,
  type Picard,
  type Scope,
  type UserId,
} from '@picard-mcp/core';
import type { Store } from '@picard-mcp/core/ports';
import { memoryStore } from '@picard-mcp/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { picardMcp } from './picard-mcp.js';

describe.each(['stateless', 'stateful'] as const)('activity by MCP, %s', (mode) => {
  const userId = newId<UserId>();
  let store: Store;
  let picard: Picard;

  beforeEach(() => {
    store = memoryStore();
    picard = createPicard({ store, encryptionKeys: generateEncryptionKey(), background: false });
  });

  /** What was recorded of messages that a client sends, one after the other. */
  async function recordedOf(scope: Scope, ...messages: readonly object[]) {
    const mcp = picardMcp({ picard, mode });
    const principal = { userId, clientId: 'a client', scopes: [scope] };
    let session: string | undefined;
    async function send(message: object): Promise<number> {
      const headers = new Headers({
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-06-18',
      });
      if (session !== undefined) headers.set('mcp-session-id', session);
      const request = new Request('http://localhost/mcp', { method: 'POST', headers, body: '{}' });
      const origin = { clientAddress: '192.0.2.9', requestId: 'a request' };
      const response = await mcp.fetch(request, { principal, origin, message });
      session = response.headers.get('mcp-session-id') ?? session;
      await response.text();
      return response.status;
    }
    await send({
      ...{ jsonrpc: '2.0', id: 0, method: 'initialize' },
      params: {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'test', version: '1' },
      },
    });
    const statuses: number[] = [];
    for (const [id, message] of messages.entries()) {
      statuses.push(await send({ jsonrpc: '2.0', id: id + 1, ...message }));
    }
    await mcp.close();
    await picard.close();
    return { statuses, entries: await store.activity.list({ limit: 100 }) };
  }

  const call = (name: string, input: object = {}) => ({
    method: 'tools/call',
    params: { name, arguments: input },
  });

  it('names the tool, the client and the address', async () => {
    const { entries } = await recordedOf('memories:read', call('list_tags'));
    expect(entries).toMatchObject([
      {
        ...{ action: 'list_tags', outcome: 'success', userId },
        ...{ clientId: 'a client', address: '192.0.2.9' },
      },
    ]);
  });

  it('holds a call that was challenged for its scope', async () => {
    const { entries, statuses } = await recordedOf(
      'memories:read',
      call('submit_memory', { text: 'x' }),
    );
    expect(statuses).toEqual([403]);
    expect(entries).toMatchObject([
      { action: 'submit_memory', outcome: 'refused', reason: 'insufficient_scope', userId },
    ]);
  });

  it('holds resources that were read, not what a client only offers to type', async () => {
    const completion = {
      method: 'completion/complete',
      params: {
        ref: { type: 'ref/prompt', name: 'recall' },
        argument: { name: 'query', value: '' },
      },
    };
    const { entries } = await recordedOf(
      'memories:read',
      { method: 'resources/read', params: { uri: `memories://${newId()}` } },
      { method: 'resources/list', params: {} },
      completion,
    );
    expect(entries.map(({ action, outcome }) => `${action} ${outcome}`).sort()).toEqual([
      'get_memories success',
      'get_memory refused',
    ]);
  });
});
