import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { connectModern, connectV1 } from '../mcp-suite/clients.js';
import { allTexts, issueToken } from './calls.js';
import { type Installation, installEmbedded, surroundings } from './installations.js';

let installation: Installation;

afterEach(() => installation.remove());

describe.each(surroundings)('$name', ({ isAvailable, install }) => {
  it.runIf(isAvailable)(
    'asked to stop, it answers what it accepted, then ends with exit code 0',
    async () => {
      installation = await install();
      const server = await installation.start();
      const token = await issueToken(installation);
      const body = JSON.stringify({
        tool: 'submit_memory',
        data: { text: 'The choir rehearses on Tuesdays.' },
      });

      const sending = await beginPost(token, body.slice(0, 20));
      server.signal('SIGTERM');
      await server.printed(/finishing what was accepted/);
      sending.end(body.slice(20));
      const [response] = (await once(sending, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(200);
      response.resume();
      expect(await server.ended).toEqual({ code: 0, signal: null });

      await installation.start();
      expect(await allTexts(installation, token)).toEqual(['The choir rehearses on Tuesdays.']);
    },
    120_000,
  );
});

describe('while it stops', () => {
  it.each(['stateless', 'stateful'])(
    'streams of announcements are ended, not waited for (%s)',
    async (mode) => {
      installation = (await installEmbedded()).with({ PICARD_MCP_MODE: mode });
      const server = await installation.start();
      const token = await issueToken(installation);
      const endpoint = { url: new URL(`${installation.url}/mcp`) };
      const { client } = await connectModern(endpoint, token);
      const subscription = await client.listen({ resourcesListChanged: true });
      const old = await connectV1(endpoint, token);
      server.signal('SIGTERM');
      expect(await server.ended).toEqual({ code: 0, signal: null });
      expect(server.output()).not.toContain('cut off');
      await subscription.close().catch(() => undefined);
      await Promise.all([client.close(), old.client.close()]);
    },
    120_000,
  );

  it('a second signal ends it at once', async () => {
    installation = await installEmbedded();
    const server = await installation.start();
    const token = await issueToken(installation);
    const sending = await beginPost(token, '{');
    sending.on('error', () => undefined);
    server.signal('SIGTERM');
    await server.printed(/finishing what was accepted/);
    // Signals right behind the first count as its echo: repeat until one is heard.
    const repeat = setInterval(() => server.signal('SIGTERM'), 50);
    expect(await server.ended).toEqual({ code: 1, signal: null });
    clearInterval(repeat);
  }, 120_000);
});

/** A request of which the server has seen the head and the beginning of the body. */
async function beginPost(token: string, beginning: string): Promise<ClientRequest> {
  const sending = request(`${installation.url}/api/tools`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      // The answer to this shows that the server has accepted the request.
      expect: '100-continue',
    },
  });
  sending.flushHeaders();
  await once(sending, 'continue');
  sending.write(beginning);
  return sending;
}
