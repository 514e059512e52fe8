import { Validator } from '@seriousme/openapi-schema-validator';
import {
  allowInsecureRequests,
  discoveryRequest,
  processDiscoveryResponse,
  processResourceDiscoveryResponse,
  resourceDiscoveryRequest,
} from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { postJson, send } from '../http-suite/client.js';
import { hosts } from '../http-suite/fixture.js';
import { mountServer, registration } from './mounted-server.js';

const insecure = { [allowInsecureRequests]: true };
const call = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

describe.each(hosts)('the authorization server mounted in $name', (host) => {
  it.each([undefined, '/picard', '/a/b'])(
    'is found from a 401 of /mcp under the prefix %s',
    async (prefix) => {
      await using server = await mountServer(host, { prefix });
      const resource = new URL(`${server.url}/mcp`);
      const refused = await postJson(resource.href, call);
      expect(refused.status).toBe(401);
      const challenge = refused.headers['www-authenticate'] ?? '';
      const [, metadataUrl = ''] = /resource_metadata="([^"]+)"/.exec(challenge) ?? [];
      expect(metadataUrl).toBe(
        `${server.origin}/.well-known/oauth-protected-resource${prefix ?? ''}/mcp`,
      );

      const described = await processResourceDiscoveryResponse(
        resource,
        await resourceDiscoveryRequest(resource, insecure),
      );
      expect((await send(metadataUrl)).json()).toEqual(described);
      expect(described.authorization_servers).toEqual([server.url]);
      const issuer = new URL(server.url);
      const metadata = await processDiscoveryResponse(
        issuer,
        await discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
      );
      expect(metadata.issuer).toBe(server.url);

      const keys = await send(metadata.jwks_uri ?? '');
      expect(keys.json()).toMatchObject({ keys: [{ kty: 'EC' }] });
      const registered = await postJson(metadata.registration_endpoint ?? '', registration);
      expect(registered.status).toBe(201);
      const { client_id } = registered.json() as { client_id: string };
      const page = await send(`${metadata.authorization_endpoint}?client_id=${client_id}`);
      expect(page.headers['content-type']).toContain('text/html');
    },
  );

  it.each([undefined, '/picard'])(
    'challenges a bad token by an error, and an absent one by none, under the prefix %s',
    async (prefix) => {
      await using server = await mountServer(host, { prefix });
      const challengeOf = async (headers: Record<string, string>) => {
        const { status, headers: answered } = await postJson(`${server.url}/mcp`, call, headers);
        expect(status).toBe(401);
        return answered['www-authenticate'];
      };
      const rest = `scope="memories:read memories:write", resource_metadata="${server.authorization.resourceMetadataUrl}"`;
      expect(await challengeOf({})).toBe(`Bearer ${rest}`);
      expect(await challengeOf({ authorization: 'Basic YTpi' })).toBe(`Bearer ${rest}`);
      expect(await challengeOf({ authorization: 'Bearer nonsense' })).toBe(
        `Bearer error="invalid_token", ${rest}`,
      );
    },
  );

  it('answers its documents under the prefix too, where the root is not its', async () => {
    await using server = await mountServer(host, { prefix: '/picard', hasRootDocuments: false });
    for (const name of ['oauth-authorization-server', 'oauth-protected-resource']) {
      for (const path of ['', '/mcp']) {
        const document = await send(`${server.url}/.well-known/${name}${path}`);
        expect([name, path, document.status]).toEqual([name, path, 200]);
      }
    }
    const atRoot = `${server.origin}/.well-known/oauth-authorization-server/picard`;
    expect((await send(atRoot)).status).toBe(404);
  });

  it("leaves the host's own root alone, well-known documents included", async () => {
    await using server = await mountServer(host, { prefix: '/picard' });
    expect((await send(`${server.origin}/hello`)).text).toBe('hello from the host');
    for (const path of [
      '/token',
      '/login',
      '/.well-known/oauth-authorization-server',
      '/.well-known/oauth-protected-resource',
      '/.well-known/jwks.json',
      '/.well-known/openid-configuration',
    ]) {
      expect([path, (await send(`${server.origin}${path}`)).status]).toEqual([path, 404]);
    }
  });

  it('tells of itself the same at every place', async () => {
    await using server = await mountServer(host, { prefix: '/picard' });
    const name = 'oauth-authorization-server';
    const documents = await Promise.all(
      [
        `${server.origin}/.well-known/${name}/picard`,
        `${server.origin}/.well-known/${name}/picard/mcp`,
        `${server.url}/.well-known/${name}`,
        `${server.url}/.well-known/${name}/mcp`,
        `${server.url}/api/oauth/.well-known/${name}`,
      ].map(async (url) => (await send(url)).json()),
    );
    for (const document of documents) expect(document).toEqual(documents[0]);
    expect(documents[0]).toMatchObject({ token_endpoint: `${server.url}/token` });
  });

  it('is described whole and validly in /openapi.json', async () => {
    await using server = await mountServer(host, { prefix: '/picard' });
    const description = (await send(`${server.url}/openapi.json`)).json() as { paths: object };
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining([
        ...['/token', '/register', '/revoke', '/introspect', '/api/user-tokens/user-token'],
        ...['/api/admin/clients/register', '/api/users/register', '/.well-known/jwks.json'],
        ...['/.well-known/oauth-authorization-server', '/.well-known/oauth-protected-resource/mcp'],
      ]),
    );
    expect(await new Validator().validate(description)).toMatchObject({ valid: true });
  });
});
