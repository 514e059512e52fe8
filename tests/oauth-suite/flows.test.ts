import { describeDatabases } from '@picard-mcp/store-postgres/testing';
import {
  AuthorizationResponseError,
  discoveryRequest,
  processDiscoveryResponse,
  processResourceDiscoveryResponse,
  ResponseBodyError,
  resourceDiscoveryRequest,
  validateJwtAccessToken,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { clients, connectModern } from '../mcp-suite/clients.js';
import {
  discover,
  insecure,
  methods,
  type OAuthClient,
  oauthClient,
  redirectUri,
  registerClient,
} from './oauth-client.js';
import { adapters, password } from './oauth-server.js';
import { callMcp, callTool, postJson, statusOf } from './protected-calls.js';
import { basic, newUser, serveOAuth } from './served-oauth.js';
import { userAgent } from './user-agent.js';

describeDatabases('an independent client', (database) => {
  describe.each(adapters)('of a server in %s', (adapter) => {
    const served = serveOAuth(database, { adapter });
    const mcpUrl = () => new URL(`${served.server.issuer}/mcp`);

    async function connected(method: (typeof methods)[number] = 'none') {
      const username = await newUser(served);
      const client = await registerClient(served.server, method);
      return { username, client, tokens: await client.connect(username) };
    }

    it('finds the server from a 401 of /mcp alone, and its issuer is the same everywhere', async () => {
      const refused = await callMcp(served.server);
      expect(refused.status).toBe(401);
      const challenge = refused.headers.get('www-authenticate') ?? '';
      // RFC 6750 section 3.1: nothing was presented that could be invalid.
      expect(challenge).not.toContain('error=');
      const [, url] = /resource_metadata="([^"]+)"/.exec(challenge) ?? [];
      const found = await resourceDiscoveryRequest(mcpUrl(), insecure);
      expect(found.url).toBe(url);
      const resource = await processResourceDiscoveryResponse(mcpUrl(), found);
      expect(resource.authorization_servers).toEqual([served.server.issuer]);
      const as = await discover(served.server);
      expect(as).toMatchObject({
        issuer: served.server.issuer,
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      });
    });

    it('takes no other issuer for this server', async () => {
      const { issuer } = served.server;
      const response = await discoveryRequest(new URL(issuer), {
        algorithm: 'oauth2',
        ...insecure,
      });
      await expect(
        processDiscoveryResponse(new URL(`${issuer}/other`), response),
      ).rejects.toMatchObject({ code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' });
    });

    for (const base of ['', '/api/oauth']) {
      it.each(methods)(
        `that registers for %s goes all the way under "${base}": consent, tokens, calls, refresh, revocation`,
        async (method) => {
          const { server } = served;
          const username = await newUser(served);
          const client = await registerClient(server, method, { base: `${server.issuer}${base}` });
          expect(client.secret === undefined).toBe(method === 'none');

          const first = await client.connect(username);
          expect(first).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
          expect(first.scope).toBe('memories:read memories:write');
          const request = new Request(mcpUrl(), {
            headers: { authorization: `Bearer ${first.access_token}` },
          });
          const claims = await validateJwtAccessToken(client.as, request, mcpUrl().href, insecure);
          expect(claims).toMatchObject({ client_id: client.id, scope: first.scope });

          const text = `By ${username}.`;
          expect(
            (await callTool(server, first.access_token, 'submit_memory', { text })).status,
          ).toBe(200);
          const second = await client.refresh(first.refresh_token);
          expect(second.access_token).not.toBe(first.access_token);
          const answer = await callTool(server, second.access_token);
          expect(await answer.json()).toMatchObject({ data: { memories: [{ text }] } });
          expect((await callMcp(server, second.access_token)).status).toBe(200);

          await client.revoke(second.refresh_token);
          expect(await statusOf(server, first.access_token)).toBe(401);
          expect(await statusOf(server, second.access_token)).toBe(401);
          await expect(client.refresh(second.refresh_token)).rejects.toMatchObject({
            error: 'invalid_grant',
          });
        },
      );
    }

    it.each(clients)('has a token that the %s of MCP calls tools with', async (_name, connect) => {
      const { username, tokens } = await connected();
      const { client } = await connect({ url: mcpUrl() }, tokens.access_token);
      const text = `Noted by ${username}.`;
      const made = await client.callTool({ name: 'submit_memory', arguments: { text } });
      expect(made.structuredContent).toMatchObject({ text });
      await client.close();
    });

    it('may narrow the scope of a refresh, and is told what a call would need', async () => {
      const { client, tokens } = await connected();
      const narrow = await client.refresh(tokens.refresh_token, { scope: 'memories:read' });
      expect(narrow.scope).toBe('memories:read');
      expect(await statusOf(served.server, narrow.access_token)).toBe(200);
      const refused = await callTool(served.server, narrow.access_token, 'submit_memory', {
        text: 'Too much.',
      });
      expect(refused.status).toBe(403);
      const challenge = refused.headers.get('www-authenticate') ?? '';
      expect(challenge).toContain('error="insufficient_scope"');
      expect(challenge).toMatch(/scope="[^"]*memories:write/);
      expect(challenge).toContain('resource_metadata="');
      const wide = await client.refresh(narrow.refresh_token);
      expect(wide.scope).toBe('memories:read memories:write');
    });

    it('gets the default scopes when it names neither scope nor resource', async () => {
      const client = await registerClient(served.server);
      const answered = await client.obtainCode(await newUser(served), { scope: '', resource: '' });
      const tokens = await client.redeem(answered, {});
      expect(tokens.scope).toBe('memories:read memories:write');
      expect(await statusOf(served.server, tokens.access_token)).toBe(200);
    });

    it('ends one access token alone by revoking it', async () => {
      const { client, tokens } = await connected('client_secret_basic');
      await client.revoke(tokens.access_token);
      const refused = await callMcp(served.server, tokens.access_token);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
      const next = await client.refresh(tokens.refresh_token);
      expect(await statusOf(served.server, next.access_token)).toBe(200);
    });

    it('asks what its tokens are worth, before and after they are revoked', async () => {
      const { client, tokens, username } = await connected('client_secret_post');
      const { issuer } = served.server;
      expect(await client.introspect(tokens.access_token)).toMatchObject({
        ...{ active: true, client_id: client.id, username, iss: issuer, aud: `${issuer}/mcp` },
        ...{ token_type: 'Bearer', scope: tokens.scope },
      });
      expect(await client.introspect(tokens.refresh_token)).toMatchObject({ active: true });
      await client.revoke(tokens.refresh_token);
      for (const token of [tokens.access_token, tokens.refresh_token, 'rubbish']) {
        expect(await client.introspect(token)).toEqual({ active: false });
      }
    });

    it('hears that the person denied it, with state and issuer', async () => {
      const client = await registerClient(served.server);
      const username = await newUser(served);
      const asked = await client.ask();
      const agent = userAgent(served.server.issuer);
      const location = await agent.authorize(asked.url, { username, password }, 'deny');
      expect(location.href.startsWith(`${redirectUri}?`)).toBe(true);
      expect(thrownBy(() => client.read(asked, location))).toMatchObject({
        constructor: AuthorizationResponseError,
        error: 'access_denied',
      });
    });

    it('understands every refusal of the token endpoint', async () => {
      const { client, tokens } = await connected('client_secret_basic');
      const wrong: [OAuthClient, string, unknown, object][] = [
        [client, 'unknown', ResponseBodyError, { status: 400, error: 'invalid_grant' }],
        [stranger(client), 'unknown', WWWAuthenticateChallengeError, { status: 401 }],
      ];
      for (const [who, token, kind, fields] of wrong) {
        await expect(who.refresh(token)).rejects.toMatchObject({ constructor: kind, ...fields });
      }
      await expect(
        client.refresh(tokens.refresh_token, { scope: 'memories:admin' }),
      ).rejects.toMatchObject({ error: 'invalid_scope' });
      await expect(
        client.refresh(tokens.refresh_token, { resource: 'https://other.example' }),
      ).rejects.toMatchObject({ error: 'invalid_target' });
      await client.refresh(tokens.refresh_token);
    });

    it('of an administrator connects its users directly, refreshes and revokes', async () => {
      const { server } = served;
      const { username: admin } = await server.addUser(`admin${adapter}`, { isSuperuser: true });
      const made = await postJson(
        `${server.issuer}/api/admin/clients/register`,
        { client_name: 'Product', redirect_uris: [], scopes: ['memories:write'] },
        basic(admin, password),
      );
      expect(made.status).toBe(201);
      const { client_id, client_secret } = (await made.json()) as Record<string, string>;
      const answer = await postJson(`${server.issuer}/api/user-tokens/user-token`, {
        ...{ client_id, client_secret, username: 'customer', email: 'customer@shop.example' },
      });
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const first = (await answer.json()) as Record<string, string>;
      expect(first).toMatchObject({ token_type: 'Bearer', scope: 'memories:read memories:write' });
      const client = oauthClient(await discover(server), {
        ...{ client_id: client_id ?? '', client_secret },
        token_endpoint_auth_method: 'client_secret_basic',
      });
      const second = await client.refresh(first.refresh_token ?? '');
      const { client: mcp } = await connectModern({ url: mcpUrl() }, second.access_token);
      expect((await mcp.listTools()).tools).not.toEqual([]);
      await mcp.close();
      await client.revoke(second.refresh_token);
      expect(await statusOf(server, first.access_token)).toBe(401);
      expect(await statusOf(server, second.access_token)).toBe(401);
    });
  });
});

/** A client that nobody has registered. */
function stranger({ as }: OAuthClient): OAuthClient {
  return oauthClient(as, {
    ...{ client_id: crypto.randomUUID(), client_secret: 'made-up' },
    token_endpoint_auth_method: 'client_secret_basic',
  });
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
