import { newId } from '@picard-mcp/core';
import {
  type DatabaseProxy,
  databaseProxy,
  describeDatabases,
  type TestStore,
} from '@picard-mcp/store-postgres/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, type OAuthClient, registerClient, type Tokens } from './oauth-client.js';
import { type OAuthServer, password } from './oauth-server.js';
import { callMcp, listen, postForm, refusalOf, statusOf } from './protected-calls.js';
import { basic } from './served-oauth.js';
import { type TwoInstances, twoInstances } from './two-instances.js';

/** What there is to end. */
interface Given {
  readonly client: OAuthClient;
  readonly answered: Answered;
  readonly rotated: string;
  readonly tokens: Tokens;
  readonly userId: string;
}

type Ending = (given: Given, server: OAuthServer) => Promise<unknown>;

const administer =
  (method: string, pathOf: (given: Given) => string, body?: object): Ending =>
  async (given, { url }) => {
    const response = await fetch(`${url}/api/admin/${pathOf(given)}`, {
      method,
      headers: { 'content-type': 'application/json', ...basic('root', password) },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(200);
  };

const refused = (attempt: Promise<unknown>) =>
  expect(attempt).rejects.toMatchObject({ error: 'invalid_grant' });

const endings: readonly (readonly [string, Ending])[] = [
  [
    'its client revokes the refresh token',
    ({ client, tokens }, { url }) => client.via(url).revoke(tokens.refresh_token),
  ],
  [
    'its client revokes the access token',
    ({ client, tokens }, { url }) => client.via(url).revoke(tokens.access_token),
  ],
  [
    'its code is replayed',
    ({ client, answered }, { url }) => refused(client.via(url).redeem(answered)),
  ],
  [
    'its former refresh token is reused',
    ({ client, rotated }, { url }) => refused(client.via(url).refresh(rotated)),
  ],
  [
    'an administrator deactivates the client',
    administer('PUT', ({ client }) => `clients/${client.id}`, { is_active: false }),
  ],
  [
    'an administrator deletes the client',
    administer('DELETE', ({ client }) => `clients/${client.id}`),
  ],
  [
    'an administrator deactivates the user',
    administer('PATCH', ({ userId }) => `users/${userId}`, { is_active: false }),
  ],
  [
    'an administrator signs the user out everywhere',
    administer('POST', ({ userId }) => `users/${userId}/sign-out`),
  ],
];

describeDatabases('revocation through two instances', { only: 'postgres' }, (database) => {
  let store: TestStore;
  let both: TwoInstances;

  beforeAll(async () => {
    store = await database.open();
    both = await twoInstances(store);
    await both.first.addUser('root', { isSuperuser: true });
  });
  afterAll(async () => {
    await both?.close();
    await store?.close();
  });

  async function given(): Promise<Given> {
    const { id: userId, username } = await both.first.addUser(`user-${newId().slice(0, 13)}`);
    const client = await registerClient(both.first);
    const answered = await client.obtainCode(username);
    const { refresh_token: rotated } = await client.redeem(answered);
    const tokens = await client.via(both.second.url).refresh(rotated);
    return { client, answered, rotated, tokens, userId };
  }

  it.each(endings)('ends calls and open streams on both when %s', async (_, end) => {
    const doomed = await given();
    const other = await given();
    const servers = [both.first, both.second];
    const open = (token: string) => Promise.all(servers.map((server) => listen(server, token)));
    const streams = await open(doomed.tokens.access_token);
    const others = await open(other.tokens.access_token);
    for (const server of servers) {
      expect(await statusOf(server, doomed.tokens.access_token)).toBe(200);
    }

    await end(doomed, both.first);
    expect(await statusOf(both.first, doomed.tokens.access_token)).toBe(401);
    await expect
      .poll(() => statusOf(both.second, doomed.tokens.access_token), { timeout: 10_000 })
      .toBe(401);
    const answer = await callMcp(both.second, doomed.tokens.access_token);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    for (const stream of streams) {
      expect(await stream.closed).toBe('remote');
      await stream.close();
    }

    for (const server of servers) {
      expect(await statusOf(server, other.tokens.access_token)).toBe(200);
    }
    for (const stream of others) {
      expect(await Promise.race([stream.closed, Promise.resolve('open')])).toBe('open');
      await stream.close();
    }
  });

  it('of an access token leaves its grant, and every other ending leaves nothing to refresh', async () => {
    for (const [name, end] of endings) {
      const each = await given();
      await end(each, both.first);
      const { refresh_token } = each.tokens;
      const attempt = await postForm(`${both.second.url}/token`, {
        ...{ grant_type: 'refresh_token', refresh_token, client_id: each.client.id },
      });
      const isLeft = name === 'its client revokes the access token';
      expect([name, attempt.status]).toEqual([
        name,
        isLeft ? 200 : /the client$/.test(name) ? 401 : 400,
      ]);
    }
  });

  it('by a client that did not get the token changes nothing on either', async () => {
    const { client, tokens } = await given();
    const stranger = await registerClient(both.first);
    await stranger.revoke(tokens.refresh_token);
    await stranger.via(both.second.url).revoke(tokens.access_token);
    for (const server of [both.first, both.second]) {
      expect(await statusOf(server, tokens.access_token)).toBe(200);
    }
    await client.refresh(tokens.refresh_token);
  });

  describe('beside a database that is gone for one of them', () => {
    let apart: TestStore;
    let proxy: DatabaseProxy;
    let cut: TwoInstances;

    afterEach(async () => {
      await proxy?.start().catch(() => undefined);
      await cut?.close();
      await apart?.close();
      await proxy?.stop();
    });

    async function cutOff() {
      apart = await database.open();
      proxy = await databaseProxy(apart.connectionString ?? '');
      const { connectionString } = proxy;
      cut = await twoInstances(apart, {
        second: { connectionString, connectTimeoutMs: 1_000, statementTimeoutMs: 2_000 },
      });
      const { username } = await cut.first.addUser(`user-${newId().slice(0, 13)}`);
      const client = await registerClient(cut.first);
      return { client, username };
    }

    it('is never passed over: 503 until it can be asked, and 401 from then on', async () => {
      const { client, username } = await cutOff();
      const revoked = await client.connect(username);
      const good = await client.connect(username);
      // Needs nothing from the database but the answer whether the token was revoked.
      const status = async (token: string) => {
        const response = await callMcp(cut.second, token);
        await response.arrayBuffer();
        return response.status;
      };
      expect(await status(revoked.access_token)).toBe(200);
      await proxy.stop();
      await client.revoke(revoked.refresh_token);
      const poll = { timeout: 15_000 };
      await expect.poll(() => status(revoked.access_token), poll).toBe(503);
      expect(await status(good.access_token)).toBe(503);

      await proxy.start();
      const seen: number[] = [];
      const next = async () => {
        seen.push(await status(revoked.access_token));
        return seen.at(-1);
      };
      await expect.poll(next, poll).toBe(401);
      expect(seen.filter((each) => each !== 503)).toEqual([401]);
      expect(await status(good.access_token)).toBe(200);
    });

    it('refuses nobody for good: every endpoint says 503 and when to come again', async () => {
      const { client, username } = await cutOff();
      const tokens = await client.connect(username);
      const { url } = cut.second;
      await proxy.stop();
      const { id: client_id } = client;
      const { refresh_token, access_token } = tokens;
      const forms: [string, Record<string, string>][] = [
        ['/token', { grant_type: 'refresh_token', refresh_token, client_id }],
        ['/revoke', { token: refresh_token, client_id }],
      ];
      for (const [path, fields] of forms) {
        const answer = await postForm(`${url}${path}`, fields);
        expect(answer.headers.get('retry-after'), path).toMatch(/^[1-9]\d*$/);
        expect(await refusalOf(answer), path).toEqual([503, 'temporarily_unavailable']);
      }
      const page = await fetch((await client.via(url).ask()).url, { redirect: 'manual' });
      expect(page.status).toBe(503);
      const text = await page.text();
      expect(text).not.toMatch(/ECONN|postgres|sql|stack|127\.0\.0\.1/i);

      await proxy.start();
      await expect
        .poll(() => client.via(url).refresh(refresh_token), { timeout: 15_000 })
        .toMatchObject({ token_type: 'bearer' });
      expect(await statusOf(cut.second, access_token)).toBe(200);
    });
  });
});
