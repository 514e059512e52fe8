import { setImmediate } from 'node:timers/promises';
import { newId, type Picard, type Principal, type UserId } from '@picard-mcp/core';
import { type MemoryChanged, silentLogger, systemClock } from '@picard-mcp/core/ports';
import { describe, expect, it } from 'vitest';
import { maxUnread } from './announcer.js';
import type { McpRequestContext } from './handler.js';
import { type PicardMcpOptions, picardMcp } from './picard-mcp.js';

const userId = newId<UserId>();
const principal: Principal = { userId, scopes: ['memories:read'] };

/** The face over a library of which only the change feed matters here. */
function faceOf(options: Omit<PicardMcpOptions, 'picard'> = {}) {
  const listeners = new Set<(change: MemoryChanged) => void>();
  const onChange: Picard['onChange'] = (_, listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const picard = { onChange, clock: systemClock, logger: silentLogger } as Partial<Picard>;
  return {
    mcp: picardMcp({ picard: picard as Picard, ...options }),
    listeners,
    /** Changes of the user's list, each announced before the next one comes. */
    async change(times: number) {
      for (let n = 0; n < times; n += 1) {
        for (const listener of listeners)
          listener({ kind: 'created', ownerId: userId, memoryId: newId() });
        await setImmediate();
      }
    },
  };
}

/** What the HTTP face hands over for a POST of the user's. */
function post(
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): [Request, McpRequestContext] {
  const message = { jsonrpc: '2.0', id: 1, ...body };
  const request = new Request('http://localhost/mcp', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
  });
  return [request, { principal, message }];
}

function listen() {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const method = 'subscriptions/listen';
  const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': method };
  return post(
    { method, params: { _meta, notifications: { resourcesListChanged: true } } },
    headers,
  );
}

type Face = ReturnType<typeof faceOf>;

const streams: readonly (readonly [string, () => Face, (face: Face) => Promise<Response>])[] = [
  ['of 2026-07-28', () => faceOf(), ({ mcp }) => mcp.fetch(...listen())],
  [
    'of a session',
    () => faceOf({ mode: 'stateful' }),
    async ({ mcp }) => {
      const params = {
        protocolVersion: '2025-11-25',
        capabilities: {},
        clientInfo: { name: 'by-hand', version: '1' },
      };
      const opened = await mcp.fetch(...post({ method: 'initialize', params }));
      const headers = {
        accept: 'text/event-stream',
        'mcp-session-id': opened.headers.get('mcp-session-id') ?? '',
      };
      return mcp.fetch(new Request('http://localhost/mcp', { headers }), { principal });
    },
  ],
];

describe.each(streams)('a stream %s', (_, makeFace, open) => {
  it('is cut off when its client does not read', async () => {
    const face = makeFace();
    const response = await open(face);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    await face.change(maxUnread + 10);
    await expect(response.text()).rejects.toThrow('cut');
    expect(face.listeners.size).toBe(0);
    await face.mcp.close();
  });

  it('leaves nothing behind when its client gives it up', async () => {
    const face = makeFace();
    const response = await open(face);
    expect(face.listeners.size).toBe(1);
    await response.body?.cancel();
    expect(face.listeners.size).toBe(0);
    await face.mcp.close();
  });

  it('ends with the face', async () => {
    const face = makeFace();
    const response = await open(face);
    await face.mcp.close();
    await response.text();
    expect(face.listeners.size).toBe(0);
  });
});

describe('a closed face', () => {
  it('refuses everything', async () => {
    const { mcp } = faceOf();
    await mcp.close();
    await mcp.close();
    const response = await mcp.fetch(...post({ method: 'tools/list' }));
    expect(response.status).toBe(503);
  });
});

describe('a face over a library that fails', () => {
  it('answers nevertheless, and tells nothing', async () => {
    const { mcp } = faceOf();
    const response = await mcp.fetch(...post({ method: 'resources/list' }));
    const { error } = await response.json();
    expect(error.code).toBe(-32603);
    expect(JSON.stringify(error)).not.toMatch(/forPrincipal|TypeError|function/);
    await mcp.close();
  });
});
