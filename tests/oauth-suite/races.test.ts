import { generateEncryptionKey, newId, type UserId } from '@picard-mcp/core';
import { describeDatabases, type TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  discover,
  type OAuthClient,
  oauthClient,
  registerClient,
  type Tokens,
} from './oauth-client.js';
import { password, startOAuthServer } from './oauth-server.js';
import { postForm, postJson, refusalOf, statusOf } from './protected-calls.js';
import { basic } from './served-oauth.js';
import { type TwoInstances, twoInstances } from './two-instances.js';
import { formOf, userAgent } from './user-agent.js';

type Settled = PromiseSettledResult<Tokens>;

describeDatabases('races through two instances', { only: 'postgres' }, (database) => {
  let store: TestStore;
  let both: TwoInstances;
  let client: OAuthClient;

  beforeAll(async () => {
    store = await database.open({ poolSize: 20 });
    both = await twoInstances(store, { second: { poolSize: 20 } });
    await both.first.addUser('ann');
    await both.first.addUser('root', { isSuperuser: true });
    client = await registerClient(both.first, 'client_secret_post');
  });
  afterAll(async () => {
    await both?.close();
    await store?.close();
  });

  const attempts = (work: (client: OAuthClient) => Promise<Tokens>) =>
    both.race(20, (base) =>
      work(client.via(base)).then(
        (value): Settled => ({ status: 'fulfilled', value }),
        (reason: unknown): Settled => ({ status: 'rejected', reason }),
      ),
    );

  function expectOneWinner(settled: readonly Settled[]) {
    const winners = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const reasons = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(winners).toHaveLength(1);
    expect(reasons.map(({ status, error }) => `${status} ${error}`)).toEqual(
      Array.from({ length: 19 }, () => '400 invalid_grant'),
    );
    const [winner] = winners;
    if (winner === undefined) throw new Error('Nobody won.');
    return winner;
  }

  async function expectRevoked({ access_token, refresh_token }: Tokens) {
    await expect(client.refresh(refresh_token)).rejects.toMatchObject({ error: 'invalid_grant' });
    for (const instance of [both.first, both.second]) {
      await expect.poll(() => statusOf(instance, access_token), { timeout: 10_000 }).toBe(401);
    }
  }

  it('redeem a code twenty times at once: one success, and its replays end the grant', async () => {
    const answered = await client.obtainCode('ann');
    const winner = expectOneWinner(await attempts((each) => each.redeem(answered)));
    await expectRevoked(winner);
  });

  it('rotate a refresh token twenty times at once: one success, and the reuse ends the grant', async () => {
    const { refresh_token } = await client.connect('ann');
    const winner = expectOneWinner(await attempts((each) => each.refresh(refresh_token)));
    await expectRevoked(winner);
  });

  it('connect a new user directly twenty times at once: one user is made', async () => {
    const registered = await postJson(
      `${both.first.url}/api/admin/clients/register`,
      { client_name: 'Product', redirect_uris: [], scopes: ['memories:read'] },
      basic('root', password),
    );
    const { client_id, client_secret } = (await registered.json()) as Record<string, string>;
    const answers = await both.race(20, async (base, index) => {
      const response = await postJson(`${base}/api/user-tokens/user-token`, {
        ...{ client_id, client_secret, username: index % 3 ? 'Newcomer' : 'newcomer' },
        email: 'newcomer@shop.example',
      });
      return { status: response.status, ...((await response.json()) as { user_id: string }) };
    });
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ user_id }) => user_id)).size).toBe(1);
    expect(await store.sql('select id from users where realm = $1', [client_id])).toHaveLength(1);
  });

  it('answer one consent twenty times at once: one code', async () => {
    const asked = await client.ask();
    const agent = userAgent(both.first.issuer);
    const login = await agent.open(asked.url);
    const consent = await agent.submit(login, { username: 'ann', password });
    const { action, fields } = formOf(consent);
    const cookie = [...agent.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { origin } = new URL(both.first.issuer);
    const answers = await both.race(20, (base) =>
      postForm(`${base}${action}`, { ...fields, decision: 'allow' }, { cookie, origin }),
    );
    const locations = answers.flatMap(({ headers }) => headers.get('location') ?? []);
    expect(locations).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    const tokens = await client.redeem(client.read(asked, new URL(locations[0] ?? '')));
    expect(await statusOf(both.second, tokens.access_token)).toBe(200);
  });

  it('register one username twenty times at once: one account', async () => {
    const answers = await both.race(20, (base, index) =>
      postJson(`${base}/api/users/register`, {
        ...{ username: index % 2 ? 'Zoe' : 'zoe', email: `zoe${index}@example.org`, password },
      }),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
    const kept = await store.sql(`select id from users where lower(username) = 'zoe'`);
    expect(kept).toHaveLength(1);
  });

  it('make the first signing key once, however many instances start at once', async () => {
    const empty = await database.open();
    const encryptionKeys = generateEncryptionKey();
    const instances = await Promise.all(
      Array.from({ length: 4 }, async () =>
        startOAuthServer({ store: await empty.another(), encryptionKeys }),
      ),
    );
    const keySets = await Promise.all(
      instances.map(async ({ url }) => (await fetch(`${url}/.well-known/jwks.json`)).text()),
    );
    expect(new Set(keySets).size).toBe(1);
    expect(await empty.sql('select number from signing_keys')).toHaveLength(1);
    for (const instance of instances) await instance.close();
    await empty.close();
  });

  describe('between a refresh and', () => {
    /** Refreshes on one instance while the other ends what is refreshed. */
    async function refreshBeside(end: (userId: UserId, by: OAuthClient) => Promise<Response>) {
      const { id, username } = await both.first.addUser(`user-${newId().slice(0, 8)}`);
      const own = await registerClient(both.first);
      const tokens = await Promise.all(Array.from({ length: 8 }, () => own.connect(username)));
      const [outcomes, ended] = await Promise.all([
        Promise.allSettled(
          tokens.map((each) => own.via(both.second.url).refresh(each.refresh_token)),
        ),
        end(id, own),
      ]);
      expect(ended.status).toBe(200);
      const left = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      for (const { access_token, refresh_token } of [...tokens, ...left]) {
        const again = await postForm(`${both.second.url}/token`, {
          ...{ grant_type: 'refresh_token', refresh_token, client_id: own.id },
        });
        expect(['invalid_grant', 'invalid_client']).toContain((await refusalOf(again))[1]);
        for (const instance of [both.first, both.second]) {
          await expect.poll(() => statusOf(instance, access_token), { timeout: 10_000 }).toBe(401);
        }
      }
    }

    const administer = (path: string, method: string, body?: object) =>
      fetch(`${both.first.url}/api/admin/${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...basic('root', password) },
        ...(body && { body: JSON.stringify(body) }),
      });

    it('the deactivation of its user no token is left', () =>
      refreshBeside((id) => administer(`users/${id}`, 'PATCH', { is_active: false })));

    it('the deactivation of its client no token is left', () =>
      refreshBeside((_, { id }) => administer(`clients/${id}`, 'PUT', { is_active: false })));

    it('the deletion of its client no token is left', () =>
      refreshBeside((_, { id }) => administer(`clients/${id}`, 'DELETE')));
  });

  it('between a deactivation and direct connects: whatever was issued is refused', async () => {
    const registered = await postJson(
      `${both.first.url}/api/admin/clients/register`,
      { client_name: 'Shop', redirect_uris: [], scopes: ['memories:read'] },
      basic('root', password),
    );
    const { client_id = '', client_secret } = (await registered.json()) as Record<string, string>;
    const answers = await both.race(20, (base, index) =>
      index === 7
        ? fetch(`${base}/api/admin/clients/${client_id}`, {
            method: 'DELETE',
            headers: basic('root', password),
          })
        : postJson(`${base}/api/user-tokens/user-token`, {
            ...{ client_id, client_secret, username: 'customer', email: 'c@shop.example' },
          }),
    );
    const bodies = (await Promise.all(answers.map((each) => each.json()))) as {
      access_token?: string;
    }[];
    for (const { access_token } of bodies.filter((body) => 'access_token' in body)) {
      await expect.poll(() => statusOf(both.second, access_token), { timeout: 10_000 }).toBe(401);
    }
    const as = await discover(both.first);
    const gone = oauthClient(as, {
      ...{ client_id, client_secret, token_endpoint_auth_method: 'client_secret_post' },
    });
    await expect(gone.refresh('any')).rejects.toMatchObject({ status: 401 });
  });
});
