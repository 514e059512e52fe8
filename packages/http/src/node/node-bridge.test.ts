import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type BridgedHandler, nodeBridge, nodeListener } from './node-bridge.js';

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function handler(respond: (request: Request) => Promise<Response> | Response): BridgedHandler {
  return {
    handles: (path) => path === '/here',
    fetch: async (request) => respond(request),
    errorResponse: (error) => new Response(`failed: ${String(error)}`, { status: 500 }),
  };
}

describe('nodeListener', () => {
  it('gives every path to the handler', async () => {
    const url = await listen(nodeListener(handler((request) => new Response(request.url))));
    expect(await (await fetch(`${url}/anywhere`)).text()).toBe(`${url}/anywhere`);
  });

  it('answers when the handler rejects', async () => {
    const url = await listen(
      nodeListener(
        handler(() => {
          throw new Error('broken');
        }),
      ),
    );
    expect(await (await fetch(url)).text()).toBe('failed: Error: broken');
  });

  it('answers with an error, and none of the headers, when a body fails before its first byte', async () => {
    const broken = () => {
      const body = new ReadableStream({
        start: (controller) => controller.error(new Error('gone')),
      });
      return new Response(body, { headers: { 'x-secret': 'of the answer that failed' } });
    };
    const response = await fetch(await listen(nodeListener(handler(broken))));
    expect(response.status).toBe(500);
    expect(response.headers.has('x-secret')).toBe(false);
    expect(await response.text()).toBe('failed: Error: gone');
  });
});

describe('nodeBridge', () => {
  it('leaves the exchange to the host when the path is not its own', async () => {
    const bridge = nodeBridge(handler(() => new Response('ours')));
    const url = await listen(async (req, res) => {
      if (!(await bridge({ req, res }))) res.end("the host's");
    });
    expect(await (await fetch(`${url}/here`)).text()).toBe('ours');
    expect(await (await fetch(`${url}/there`)).text()).toBe("the host's");
  });

  it('cancels an answer that comes after the host has answered', async () => {
    const cancelled = new Promise<void>((resolve) => {
      const bridge = nodeBridge(
        handler(() => new Response(new ReadableStream({ cancel: () => resolve() }))),
      );
      void listen(async (req, res) => {
        res.writeHead(504).end('too slow');
        await bridge({ req, res });
      }).then((url) => fetch(`${url}/here`).then((response) => response.text()));
    });
    await cancelled;
  });
});
