import { type AddressInfo, createServer } from 'node:net';
import { describeDatabases } from '@picard-mcp/store-postgres/testing';
import { describe, expect, it } from 'vitest';
import { type OAuthClient, registerClient, registeredUri } from './oauth-client.js';
import { password, startOAuthServer } from './oauth-server.js';
import { postForm, postJson, refusalOf, statusOf } from './protected-calls.js';
import { basic, newUser, serveOAuth } from './served-oauth.js';

describeDatabases('attacks on clients', (database) => {
  const adapter = database.kind === 'pglite' ? 'koa' : 'express';
  const served = serveOAuth(database, { adapter });
  const at = (path: string) => `${served.server.url}${path}`;

  describe('client authentication', () => {
    const grant = { grant_type: 'refresh_token', refresh_token: 'unknown' };
    const known = ({ id: client_id, secret = '' }: OAuthClient) => ({
      inForm: { client_id, client_secret: secret },
      inHeader: basic(client_id, secret),
    });

    it('is by the registered method alone', async () => {
      const byPost = await registerClient(served.server, 'client_secret_post');
      const byBasic = await registerClient(served.server, 'client_secret_basic');
      const open = await registerClient(served.server);
      const wrong: [Record<string, string>, Record<string, string>][] = [
        [{}, known(byPost).inHeader],
        [known(byBasic).inForm, {}],
        [{ client_id: byPost.id }, {}],
        [{ client_id: byBasic.id }, {}],
        [{ client_id: open.id, client_secret: 'made-up' }, {}],
        [{}, basic(open.id, '')],
      ];
      for (const [fields, headers] of wrong) {
        const answer = await postForm(at('/token'), { ...grant, ...fields }, headers);
        expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm="/);
        expect(await refusalOf(answer)).toEqual([401, 'invalid_client']);
      }
    });

    it('is by one method in each request', async () => {
      const client = known(await registerClient(served.server, 'client_secret_basic'));
      const answer = await postForm(at('/token'), { ...grant, ...client.inForm }, client.inHeader);
      expect(await refusalOf(answer)).toEqual([400, 'invalid_request']);
    });

    it('never reads a query string', async () => {
      const { inForm } = known(await registerClient(served.server, 'client_secret_post'));
      for (const path of ['/token', '/revoke', '/introspect']) {
        const answer = await postForm(at(`${path}?${new URLSearchParams(inForm)}`), {
          ...{ ...grant, token: 'unknown', client_id: inForm.client_id },
        });
        expect((await refusalOf(answer))[0], path).toBe(400);
      }
    });

    it('answers an unknown client, a wrong secret and no secret in the same words', async () => {
      const { id } = await registerClient(served.server, 'client_secret_post');
      const attempts: readonly Record<string, string>[] = [
        { client_id: id, client_secret: 'wrong' },
        { client_id: id },
        { client_id: crypto.randomUUID(), client_secret: 'wrong' },
        { client_id: "'; drop table oauth_clients; --" },
      ];
      const bodies = await Promise.all(
        attempts.map(async (fields) => {
          const answer = await postForm(at('/token'), { ...grant, ...fields });
          return `${answer.status} ${await answer.text()}`;
        }),
      );
      expect(new Set(bodies).size).toBe(1);
      expect(bodies[0]).toMatch(/^401 .*"invalid_client"/);
    });

    it('is needed by confidential clients to refresh, whoever has the refresh token', async () => {
      const client = await registerClient(served.server, 'client_secret_basic');
      const { refresh_token } = await client.connect(await newUser(served));
      const answer = await postForm(at('/token'), {
        ...grant,
        refresh_token,
        client_id: client.id,
      });
      expect(await refusalOf(answer)).toEqual([401, 'invalid_client']);
      await client.refresh(refresh_token);
    });
  });

  describe('registration', () => {
    it.each([
      ...['javascript:alert(1)', 'data:text/html,x', 'http://app.example/callback', 'file:///etc'],
      ...['https://app.example/#fragment', 'https://*.app.example/callback', '/callback', ''],
      ...['https://user@app.example/', 'https://app.example/a/../b', 'vbscript:x', 'blob:x'],
      ...['http://0x7f.1/callback', 'http://127.0.0.1.evil.example/', 'https://app.example\\@evil'],
    ])('refuses the redirect URI "%s"', async (uri) => {
      const answer = await postJson(at('/register'), { redirect_uris: [registeredUri, uri] });
      expect(await refusalOf(answer)).toEqual([400, 'invalid_redirect_uri']);
    });

    it('gives nobody privileged scopes, direct connect, a realm or an id of their choice', async () => {
      const answer = await postJson(at('/register'), {
        ...{ redirect_uris: [registeredUri], scope: 'memories:admin memories:write' },
        ...{ scopes: ['memories:admin'], allow_direct_connect: true, realm: 'another' },
        ...{ client_id: 'admin', client_secret: 'known', registered_by: 'administrator' },
        is_active: true,
      });
      const made = (await answer.json()) as Record<string, string>;
      expect(made.scope).toBe('memories:read memories:write');
      expect(made.client_id).not.toBe('admin');
      expect(made.client_secret).not.toBe('known');
      const connected = await postJson(at('/api/user-tokens/user-token'), {
        ...{ client_id: made.client_id, client_secret: made.client_secret },
        ...{ username: 'anybody', email: 'anybody@example.org' },
      });
      expect(connected.status).toBe(403);
      const kept = await served.store.authorization.clients.find(made.client_id ?? '');
      expect(kept).toMatchObject({
        ...{ registeredBy: 'client', allowDirectConnect: false, realm: made.client_id },
      });
    });
  });

  describe('direct connect', () => {
    async function product() {
      const username = await newUser(served);
      const account = await served.server.store.users.findByUsername(username);
      if (account) await served.server.store.users.update(account.id, { isSuperuser: true });
      const answer = await postJson(
        at('/api/admin/clients/register'),
        { client_name: 'Product', redirect_uris: [], scopes: ['memories:admin'] },
        basic(username, password),
      );
      const { client_id, client_secret } = (await answer.json()) as Record<string, string>;
      return async (fields: Record<string, unknown>) => {
        const response = await postJson(at('/api/user-tokens/user-token'), {
          ...{ client_id, client_secret, ...fields },
        });
        const body = (await response.json()) as Record<string, string>;
        return { status: response.status, body };
      };
    }

    it('reaches no local account, no superuser and no user of another realm by their names', async () => {
      const connect = await product();
      const other = await product();
      const local = await served.server.addUser('local-ann');
      const boss = await served.server.addUser('local-boss', { isSuperuser: true });
      const theirs = await other({ username: 'theirs', email: 'theirs@shop.example' });
      const taken = [local.id, boss.id, theirs.body.user_id];
      for (const { username, email } of [local, boss]) {
        const { status, body } = await connect({ username, email });
        expect(status).toBe(200);
        expect(taken).not.toContain(body.user_id);
      }
      const same = await connect({ username: 'theirs', email: 'theirs@shop.example' });
      expect(taken).not.toContain(same.body.user_id);
      // The accounts themselves are as they were.
      expect(await served.server.store.users.findById(local.id)).toEqual(local);
      expect(await served.server.store.users.findById(boss.id)).toEqual(boss);
    });

    it('tells nobody whether a local account or a user of another realm exists', async () => {
      const connect = await product();
      const other = await product();
      await served.server.addUser('exists');
      await other({ username: 'elsewhere', email: 'elsewhere@shop.example' });
      const answersOf = async (create_if_missing: boolean) => {
        const answers = new Set<string>();
        for (const username of ['exists', 'elsewhere', 'nobody']) {
          const email = `${username}@example.org`;
          const { status, body } = await connect({ username, email, create_if_missing });
          answers.add(`${status} ${status === 200 ? Object.keys(body) : JSON.stringify(body)}`);
        }
        return [...answers];
      };
      expect(await answersOf(false)).toEqual([expect.stringMatching(/^404 .*not_found/)]);
      expect(await answersOf(true)).toEqual([expect.stringMatching(/^200 access_token/)]);
    });

    it('never gives memories:admin, though the client may have it', async () => {
      const connect = await product();
      const asked = { username: 'u', email: 'u@example.org' };
      for (const scope of [undefined, 'memories:admin memories:read', 'memories:write']) {
        const { body } = await connect({ ...asked, ...(scope && { scope }) });
        expect(body.scope).not.toContain('admin');
        expect(await statusOf(served.server, body.access_token)).toBe(200);
      }
      expect((await connect({ ...asked, scope: 'memories:admin' })).status).toBe(400);
    });
  });

  it('a client id that is a URL of this network is not fetched', async () => {
    let connections = 0;
    const inside = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    const { port } = inside.address() as AddressInfo;
    await withDocuments(async (url) => {
      for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433']) {
        for (const scheme of ['https', 'http']) {
          const query = new URLSearchParams({
            ...{ client_id: `${scheme}://${host}:${port}/client.json`, response_type: 'code' },
            redirect_uri: registeredUri,
          });
          const answer = await fetch(`${url}/authorize?${query}`, { redirect: 'manual' });
          expect([host, answer.status, answer.headers.get('location')]).toEqual([host, 400, null]);
        }
      }
    });
    inside.close();
    expect(connections).toBe(0);
  });

  async function withDocuments(work: (url: string) => Promise<void>): Promise<void> {
    const { encryptionKeys, store } = served.server;
    const server = await startOAuthServer({ store, encryptionKeys });
    try {
      await work(server.url);
    } finally {
      await server.close();
    }
  }
});
