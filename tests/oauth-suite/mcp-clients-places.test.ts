import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hosts } from '../http-suite/fixture.js';
import { documentHost } from './document-host.js';
import { mountServer } from './mounted-server.js';
import { adapters } from './oauth-server.js';
import { personalClient } from './personal-client.js';
import { sdks } from './sdk-clients.js';
import { type ServedClients, serveClients } from './served-clients.js';

let served: ServedClients | undefined;

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => void vi.restoreAllMocks());

afterEach(async () => {
  await served?.close();
  served = undefined;
});

describe.each(sdks)('$name', (sdk) => {
  it.each(adapters)(
    'is still connected after the server was restarted, and still known when its tokens are gone (%s)',
    async (adapter) => {
      served = await serveClients(adapter);
      await using client = served.client(sdk);
      await client.connect();
      const { provider } = client;
      const id = provider.kept.client?.client_id;

      await served.restart();
      await expect(client.call('list_tags')).resolves.toBeDefined();
      served.wait(3601);
      await expect(client.call('list_tags')).resolves.toBeDefined();
      expect(provider.asked).toHaveLength(1);

      await served.restart();
      provider.kept.tokens = undefined;
      await client.connect();
      await expect(client.call('list_tags')).resolves.toBeDefined();
      expect(provider.kept.client?.client_id).toBe(id);
      expect(provider.requests.filter((line) => line.includes('/register'))).toHaveLength(1);
    },
  );

  it.each([
    ['http://127.0.0.1:33418/callback', 'http://127.0.0.1:50111/callback'],
    ['http://localhost:33418/callback', 'http://localhost:50111/callback'],
    ['http://localhost/callback', 'http://localhost:50111/callback'],
    ['http://[::1]:33418/callback', 'http://[::1]:50111/callback'],
  ])('that registered %s may listen at %s the next time', async (registered, later) => {
    served = await serveClients('express');
    await using client = served.client(sdk, { redirectUrl: registered });
    await client.connect();
    const { provider } = client;
    provider.kept.tokens = undefined;
    provider.redirectUrl = later;
    await client.connect();
    await expect(client.call('list_tags')).resolves.toBeDefined();
    const asked = provider.asked.map(({ searchParams }) => searchParams.get('redirect_uri'));
    expect(asked).toEqual([registered, later]);
    expect(provider.requests.filter((line) => line.includes('/register'))).toHaveLength(1);
  });

  it.each(['none', 'client_secret_basic', 'client_secret_post'])(
    'that registers with the method %s authenticates by it, also to refresh',
    async (method) => {
      served = await serveClients('express');
      await using client = served.client(sdk, {
        metadata: { token_endpoint_auth_method: method },
      });
      await client.connect();
      const { kept } = client.provider;
      const { client_secret, token_endpoint_auth_method } = kept.client as Record<string, unknown>;
      expect(token_endpoint_auth_method).toBe(method);
      expect(client_secret === undefined).toBe(method === 'none');
      served.wait(3601);
      await expect(client.call('list_tags')).resolves.toBeDefined();
      expect(client.provider.asked).toHaveLength(1);
    },
  );

  it('with a scheme of its own is sent back to it', async () => {
    served = await serveClients('express');
    await using client = served.client(sdk, { redirectUrl: 'com.example.notes:/callback' });
    await client.connect();
    await expect(client.call('list_tags')).resolves.toBeDefined();
  });

  it('that has a metadata document connects without registering, and refreshes', async () => {
    await using host = await documentHost({
      client_name: 'Notes on a train',
      redirect_uris: ['http://127.0.0.1/callback'],
    });
    served = await serveClients('koa', { metadataDocuments: host.network });
    const clientMetadataUrl = host.url;
    await using client = served.client(sdk, { clientMetadataUrl });
    await client.connect();
    served.wait(3601);
    await expect(client.call('list_tags')).resolves.toBeDefined();
    const { provider } = client;
    expect(provider.kept.client?.client_id).toBe(clientMetadataUrl);
    expect(provider.requests.filter((line) => line.includes('/register'))).toEqual([]);
    expect(provider.asked).toHaveLength(1);
  });

  it.each(hosts.filter(({ isAdapter }) => isAdapter))(
    'connects to a Picard mounted under /picard by its URL alone ($name)',
    async (host) => {
      await using mounted = await mountServer(host, { prefix: '/picard', parser: 'json' });
      const person = { username: 'ann', password: 'correct horse battery' };
      const signedUp = await fetch(`${mounted.url}/api/users/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...person, email: 'ann@example.org' }),
      });
      expect(signedUp.status).toBe(201);
      await using client = personalClient({
        sdk,
        endpoint: `${mounted.url}/mcp`,
        origin: mounted.origin,
        person,
      });
      await client.connect();
      expect(client.provider.requests.slice(0, 5)).toEqual([
        'POST /picard/mcp 401',
        'GET /.well-known/oauth-protected-resource/picard/mcp 200',
        'GET /.well-known/oauth-authorization-server/picard 200',
        'POST /picard/register 201',
        'POST /picard/token 200',
      ]);
      const memory = { text: 'The spare wheel is flat.' };
      await expect(client.call('submit_memory', memory)).resolves.toMatchObject(memory);
    },
  );
});
