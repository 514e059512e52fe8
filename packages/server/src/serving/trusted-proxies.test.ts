import type { AddressInfo } from 'node:net';
import { silentLogger } from '@picard-mcp/core/ports';
import type { PicardHttp } from '@picard-mcp/http';
import { describe, expect, it } from 'vitest';
import { listen } from './node-server.js';

/** Says which address it takes the client's for. */
const http: PicardHttp = {
  handles: () => true,
  fetch: async (_, { clientAddress } = {}) => new Response(clientAddress),
  authenticate: () => Promise.reject(new Error('nobody')),
  errorResponse: () => new Response(null, { status: 500 }),
  close: async () => undefined,
};

/** What the server takes for the client's address when the request says it was forwarded for others. */
async function addressOf(
  adapter: 'express' | 'koa',
  trustedProxies: number,
  headers: Record<string, string> = {},
): Promise<string> {
  const served = { http, wellKnown: http, prefix: '' };
  const server = await listen(
    served,
    { adapter, host: '127.0.0.1', port: 0, trustedProxies },
    silentLogger,
  );
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers });
    return (await response.text()).replace('::ffff:', '');
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** As it arrives behind one proxy: what the client made up, then what the proxy saw. */
const forwarded = { 'x-forwarded-for': '203.0.113.7, 198.51.100.9' };

describe.each(['express', 'koa'] as const)('the address of a client through %s', (adapter) => {
  it('is that of the connection where no proxy is trusted, whatever the request claims', async () => {
    expect(await addressOf(adapter, 0, forwarded)).toBe('127.0.0.1');
    const others = { 'x-real-ip': '203.0.113.7', forwarded: 'for=203.0.113.7' };
    expect(await addressOf(adapter, 0, others)).toBe('127.0.0.1');
  });

  it('is what the last trusted proxy saw, never what the client says before it', async () => {
    expect(await addressOf(adapter, 1, forwarded)).toBe('198.51.100.9');
    expect(await addressOf(adapter, 2, forwarded)).toBe('203.0.113.7');
    expect(await addressOf(adapter, 1)).toBe('127.0.0.1');
  });
});
