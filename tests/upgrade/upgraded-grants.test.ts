import { parseKeyRing } from '@picard-mcp/core/builtin';
import { type AuthorizationServer, createAuthorizationServer } from '@picard-mcp/oauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formOf } from '../oauth-suite/user-agent.js';
import { databaseKinds } from './load-dump.js';
import { type ManifestGrant, manifest, userId, users } from './manifest.js';
import { clock, type UpgradedInstallation, upgradeInstallation } from './open-installation.js';

const { issuer } = manifest;
const localUsers = users.filter(({ password }) => password !== undefined);

describe.each(databaseKinds)('grants of November 2026 on $title', ({ isSkipped, load }) => {
  describe.skipIf(isSkipped)('after the upgrade', () => {
    let installation: UpgradedInstallation;
    let server: AuthorizationServer;

    beforeAll(async () => {
      installation = await upgradeInstallation(load);
      const { store } = installation;
      server = await createAuthorizationServer({
        ...{ issuer, clock, store: store.authorization, users: store.users },
        activity: store.activity,
        encryptionKeys: parseKeyRing(manifest.encryptionKeys),
      });
    });
    afterAll(async () => {
      await server?.close();
      await installation?.close();
    });

    function post(path: string, fields: Record<string, string>, headers = {}): Promise<Response> {
      const body = new URLSearchParams(fields);
      const request = new Request(`${issuer}${path}`, { method: 'POST', body, headers });
      return server.fetch(request, { clientAddress: '192.0.2.1' });
    }

    function refresh({ client: name }: ManifestGrant, refreshToken: string): Promise<Response> {
      const { id = '', secret } = manifest.clients[name] ?? {};
      return post('/token', {
        ...{ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: id },
        ...(secret !== undefined && { client_secret: secret }),
      });
    }

    /** Texts of the own memories that an access token lets its holder read. */
    async function read(accessToken: string): Promise<readonly string[]> {
      const principal = await server.verifier.verify(accessToken);
      const { memories } = await installation.picard
        .forPrincipal(principal)
        .memories.list({ limit: 200 });
      return memories.map(({ text }) => text).sort();
    }

    const textsOf = (name: string) =>
      manifest.memories
        .filter(({ owner, isExpired }) => owner === name && !isExpired)
        .map(({ text }) => text)
        .sort();

    it.each(manifest.grants)('go on: $client for $user', async (grant) => {
      expect(await read(grant.accessToken)).toEqual(textsOf(grant.user));
      const refreshed = await refresh(grant, grant.refreshToken);
      expect(refreshed.status).toBe(200);
      const tokens = (await refreshed.json()) as Record<string, string>;
      expect(tokens.scope).toBe('memories:read memories:write');
      expect(await read(tokens.access_token ?? '')).toEqual(textsOf(grant.user));
      expect((await refresh(grant, tokens.refresh_token ?? '')).status).toBe(200);
    });

    it('stay revoked', async () => {
      const { revokedGrant } = manifest;
      const refused = await refresh(revokedGrant, revokedGrant.refreshToken);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ error: 'invalid_grant' });
      await expect(server.verifier.verify(revokedGrant.accessToken)).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    });

    it.each(localUsers)('can be given anew: $name logs in with the old password', async (user) => {
      const page = await server.fetch(new Request(`${issuer}/login`));
      const { fields } = formOf({ text: await page.text() });
      const cookie = page.headers.getSetCookie().map((line) => line.split(';')[0]);
      const headers = { origin: issuer, cookie: cookie.join('; ') };
      const account = manifest.accounts.find(({ id }) => id === user.id);
      const logIn = (password: string) =>
        post('/login', { ...fields, username: String(account?.username), password }, headers);
      expect((await logIn('another password')).status).toBe(400);
      expect((await logIn(user.password ?? '')).status).toBe(303);
    });

    it('are the administrator’s to see, by password', async () => {
      const account = manifest.accounts.find(({ id }) => id === userId('ann'));
      const basic = Buffer.from(`${account?.username}:${manifest.users.ann?.password}`);
      const answer = await server.fetch(
        new Request(`${issuer}/api/admin/clients`, {
          headers: { authorization: `Basic ${basic.toString('base64')}` },
        }),
        { clientAddress: '192.0.2.1' },
      );
      expect(answer.status).toBe(200);
      const text = await answer.text();
      for (const { id } of Object.values(manifest.clients)) expect(text).toContain(id);
    });

    it('begin for an asserted user where they were', async () => {
      const { id, secret } = manifest.clients.application ?? {};
      const connected = await server.fetch(
        new Request(`${issuer}/api/user-tokens/user-token`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            ...{ client_id: id, client_secret: secret, username: 'dora' },
            ...{ email: 'dora@app.example', create_if_missing: false },
          }),
        }),
        { clientAddress: '192.0.2.1' },
      );
      expect(await connected.json()).toMatchObject({ user_id: userId('dora') });
    });
  });
});
