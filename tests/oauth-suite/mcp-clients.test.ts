import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { adapters } from './oauth-server.js';
import { sdks } from './sdk-clients.js';
import { revoke, type ServedClients, serveClients } from './served-clients.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

// The second SDK says there that it begins anew.
beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => void vi.restoreAllMocks());

describe.each(adapters)('through %s', (adapter) => {
  let served: ServedClients;

  beforeAll(async () => {
    served = await serveClients(adapter);
  });

  afterAll(() => served.close());

  describe.each(sdks)('$name', (sdk) => {
    it('connects with nothing but the URL: finds the server, registers itself, asks the person, and works', async () => {
      await using client = served.client(sdk);
      const { provider } = client;
      await client.connect();

      const { url, issuer } = served.server;
      expect(provider.requests.slice(0, 5)).toEqual([
        'POST /mcp 401',
        'GET /.well-known/oauth-protected-resource/mcp 200',
        'GET /.well-known/oauth-authorization-server 200',
        'POST /register 201',
        'POST /token 200',
      ]);
      const { client: registered, tokens, verifier = '' } = provider.kept;
      expect(registered?.client_id).toMatch(uuid);
      const [asked] = provider.asked;
      expect(asked?.href).toMatch(`${url}/authorize?`);
      expect(Object.fromEntries(asked?.searchParams ?? [])).toMatchObject({
        client_id: registered?.client_id,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        resource: `${issuer}/mcp`,
      });
      expect(tokens).toMatchObject({
        token_type: 'Bearer',
        expires_in: 3600,
        refresh_token: expect.stringMatching(/^[\w-]{40,}$/),
        scope: 'memories:read memories:write',
      });

      const text = `The ferry to Hven leaves at ten (${sdk.name}).`;
      await client.call('submit_memory', { text });
      const found = await client.call('query_memory', { query: `ferry ${sdk.name}`, limit: 1 });
      expect(found).toMatchObject({ memories: [{ text }] });
    });

    it('is sent back with a code, its own state and the issuer', async () => {
      await using client = served.client(sdk);
      const { provider } = client;
      const answers: Record<string, string>[] = [];
      const { takeAnswer } = provider;
      provider.takeAnswer = () => {
        const answer = takeAnswer();
        answers.push(Object.fromEntries(answer));
        return answer;
      };
      await client.connect();
      expect(answers).toEqual([
        {
          code: expect.stringMatching(/^[\w-]{40,}$/),
          state: provider.asked[0]?.searchParams.get('state'),
          iss: served.server.issuer,
        },
      ]);
    });

    it.each(['an expired', 'a revoked'])(
      'refreshes %s access token by itself, and asks nobody',
      async (kind) => {
        await using client = served.client(sdk);
        await client.connect();
        const { provider } = client;
        const before = provider.kept.tokens;
        const seen = provider.requests.length;

        if (kind === 'an expired') served.wait(3601);
        else await revoke(client, served.server, 'access_token');
        await client.call('submit_memory', { text: 'The baker closes on Mondays.' });

        expect(provider.requests.slice(seen)).toEqual([
          'POST /mcp 401',
          'POST /token 200',
          'POST /mcp 200',
        ]);
        expect(provider.asked).toHaveLength(1);
        const { tokens } = provider.kept;
        expect(tokens?.access_token).not.toBe(before?.access_token);
        expect(tokens?.refresh_token).not.toBe(before?.refresh_token);
        expect(tokens?.scope).toBe(before?.scope);
      },
    );

    it('asks the person again after its grant was revoked, as the client that it was', async () => {
      await using client = served.client(sdk);
      await client.connect();
      const { provider } = client;
      const id = provider.kept.client?.client_id;
      const seen = provider.requests.length;

      await revoke(client, served.server, 'refresh_token');
      await client.call('submit_memory', { text: 'The library opens at nine.' });

      expect(provider.requests.slice(seen)).toEqual([
        'POST /mcp 401',
        'POST /token 400',
        'POST /token 200',
        'POST /mcp 200',
      ]);
      expect(provider.asked.map(({ searchParams }) => searchParams.get('client_id'))).toEqual([
        id,
        id,
      ]);
    });

    it('registers itself anew when the server knows it no longer', async () => {
      await using client = served.client(sdk);
      await client.connect();
      const { provider } = client;
      const former = provider.kept.client?.client_id ?? '';
      const { store } = served.server;
      await store.authorization.clients.remove(former, new Date());
      served.wait(3601);
      await client.call('submit_memory', { text: 'Bins go out on Thursdays.' });
      expect(provider.requests).toContain('POST /token 401');
      expect(provider.kept.client?.client_id).toMatch(uuid);
      expect(provider.kept.client?.client_id).not.toBe(former);
    });

    it('gets no token when the person denies', async () => {
      await using client = served.client(sdk, { decision: 'deny' });
      const { provider } = client;
      let answer: URLSearchParams | undefined;
      const { takeAnswer } = provider;
      provider.takeAnswer = () => {
        answer = takeAnswer();
        return answer;
      };
      await expect(client.connect()).rejects.toThrow();
      expect(answer?.get('error')).toBe('access_denied');
      expect(answer?.get('iss')).toBe(served.server.issuer);
      expect(answer?.has('code')).toBe(false);
      expect(provider.kept.tokens).toBeUndefined();
    });
  });
});
