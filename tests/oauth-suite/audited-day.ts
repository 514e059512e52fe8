import type { TestStore } from '@picard-mcp/store-postgres/testing';
import { expect } from 'vitest';
import { type OAuthClient, oauthClient, registerClient, registeredUri } from './oauth-client.js';
import { type OAuthServer, password } from './oauth-server.js';
import { postForm, postJson } from './protected-calls.js';
import { basic } from './served-oauth.js';
import { type UserAgent, userAgent } from './user-agent.js';

/** What was done on a day of everything, and every secret that had a part in it. */
export interface AuditedDay {
  readonly secrets: ReadonlySet<string>;
  readonly userId: string;
  readonly rootId: string;
  /** Registered itself. */
  readonly clientId: string;
  /** Registered by the administrator. */
  readonly productId: string;
  readonly customerId: string;
}

const wrongPassword = 'wrong horse, wrong battery';
const nextPassword = 'a better horse and battery';

/** Does everything once that the record of activity is about, and much of it in vain too. */
export async function auditedDay(server: OAuthServer, store: TestStore): Promise<AuditedDay> {
  const { url } = server;
  const secrets = new Set([password, wrongPassword, nextPassword]);
  const root = await server.addUser('root', { isSuperuser: true });
  const asRoot = basic('root', password);
  secrets.add(asRoot.authorization.slice('Basic '.length));
  const administer = async (method: string, path: string, body?: object, headers = asRoot) => {
    const response = await fetch(`${url}/api/admin/${path}`, {
      ...{ method, headers: { 'content-type': 'application/json', ...headers } },
      ...(body && { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Record<string, string>;
  };

  const ann = { username: 'ann', email: 'ann@example.org', password };
  const made = await postJson(`${url}/api/users/register`, ann);
  const { data } = (await made.json()) as { data: { id: string } };
  const userId = data.id;
  await postJson(`${url}/api/users/register`, ann);

  const browser = userAgent(server.issuer);
  await logIn(browser, `${url}/login`, { username: 'ann', password: wrongPassword });
  // A password in the wrong field is one all the same.
  await logIn(browser, `${url}/login`, { username: password, password: 'ann' });
  await logIn(browser, `${url}/login`, { username: 'ann', password });
  keepCookies(browser, secrets);

  const client = await registerClient(server, 'client_secret_post');
  await postJson(`${url}/register`, { redirect_uris: ['javascript:alert(1)'] });
  await useClient(client, server, secrets);
  await misuseClient(client, server, secrets);

  const { access_token } = await client.connect('ann');
  const change = (current_password: string) =>
    postJson(
      `${url}/api/users/me/password`,
      { current_password, new_password: nextPassword },
      { authorization: `Bearer ${access_token}` },
    );
  await change(wrongPassword);
  await change(password);
  await logIn(browser, `${url}/login`, { username: 'ann', password: nextPassword });
  keepCookies(browser, secrets);
  await browser.submit(await browser.open(`${url}/logout`), {});

  const product = await administer('POST', 'clients/register', {
    ...{ client_name: 'Product', redirect_uris: [], scopes: ['memories:write'] },
  });
  const { client_id: productId = '' } = product;
  const rotated = await administer('POST', `clients/${productId}/secret`);
  for (const secret of [product.client_secret, rotated.client_secret]) secrets.add(secret ?? '');
  const connect = async (client_secret = '') =>
    (
      await postJson(`${url}/api/user-tokens/user-token`, {
        ...{ client_id: productId, client_secret, username: 'customer', email: 'c@shop.example' },
      })
    ).json() as Promise<Record<string, string>>;
  await connect(product.client_secret);
  const customer = await connect(rotated.client_secret);
  secrets.add(customer.access_token ?? '').add(customer.refresh_token ?? '');
  await administer('PUT', `clients/${productId}`, { client_name: 'Shop' });
  await administer('GET', 'users', undefined, basic('root', wrongPassword));
  await administer('GET', 'users', undefined, { authorization: `Bearer ${access_token}` });
  await administer('PATCH', `users/${userId}`, { is_superuser: true });
  await administer('PATCH', `users/${userId}`, { is_superuser: false });
  await administer('PATCH', `users/${userId}`, { is_active: false });
  await administer('PATCH', `users/${userId}`, { is_active: true });
  await administer('POST', `users/${userId}/sign-out`);
  await failInside(client, server, store, secrets);
  await administer('DELETE', `clients/${productId}`);
  await server.authorization.flush();
  for (const secret of client.secrets) secrets.add(secret);
  secrets.delete('');
  return {
    ...{ secrets, userId, rootId: root.id, clientId: client.id, productId },
    customerId: customer.user_id ?? '',
  };
}

/** Consents, refreshes, revokes. */
async function useClient(client: OAuthClient, server: OAuthServer, secrets: Set<string>) {
  const tokens = await client.connect('ann');
  const next = await client.refresh(tokens.refresh_token);
  await client.introspect(next.access_token);
  await client.revoke(next.access_token);
  await client.revoke(next.refresh_token);
  const asked = await client.ask();
  const browser = userAgent(server.issuer);
  await browser.authorize(asked.url, { username: 'ann', password }, 'deny');
  keepCookies(browser, secrets);
}

/** Whatever the endpoints of OAuth refuse. */
async function misuseClient(client: OAuthClient, { url }: OAuthServer, secrets: Set<string>) {
  const answered = await client.obtainCode('ann');
  const { verifier } = await client.ask();
  const inVain = (attempt: Promise<unknown>) => expect(attempt).rejects.toThrow();
  await inVain(client.redeem({ ...answered, verifier }));
  const first = await client.redeem(answered);
  await inVain(client.redeem(answered));
  const other = await client.connect('ann');
  await client.refresh(other.refresh_token);
  await inVain(client.refresh(other.refresh_token));
  const stranger = oauthClient(client.as, {
    ...{ client_id: client.id, client_secret: 'a secret that was guessed' },
    token_endpoint_auth_method: 'client_secret_post',
  });
  secrets.add('a secret that was guessed');
  await inVain(stranger.refresh(other.refresh_token));
  await inVain(stranger.introspect(other.access_token));
  await inVain(stranger.revoke(other.refresh_token));
  await fetch((await client.ask({ code_challenge_method: 'plain' })).url, { redirect: 'manual' });
  await fetch((await client.ask({ redirect_uri: 'https://evil.example/' })).url);
  // Secrets where none belong.
  for (const secret of [first.refresh_token, client.secret ?? '', password]) {
    await postForm(`${url}/token`, { grant_type: secret, client_id: secret, code: secret });
    await postForm(`${url}/token?client_secret=${encodeURIComponent(secret)}`, {
      ...{ grant_type: 'authorization_code', client_id: client.id, code: secret },
    });
    const query = new URLSearchParams({ client_id: secret, state: secret, redirect_uri: secret });
    await fetch(`${url}/authorize?${query}`);
    await postForm(`${url}/revoke`, { token: secret }, basic(secret, secret));
    const registration = { client_name: secret, redirect_uris: [`${registeredUri}#${secret}`] };
    await postJson(`${url}/register`, registration);
  }
}

/** Requests that carry secrets meet a database that answers with errors, which are logged. */
async function failInside(
  client: OAuthClient,
  server: OAuthServer,
  store: TestStore,
  secrets: Set<string>,
) {
  const { url } = server;
  const asked = await client.ask();
  const browser = userAgent(server.issuer);
  const ann = { username: 'ann', password: nextPassword };
  const { code, verifier } = client.read(asked, await browser.authorize(asked.url, ann));
  keepCookies(browser, secrets);
  const tables = ['oauth_refresh_tokens', 'oauth_sessions', 'users'];
  for (const table of tables) await store.sql(`alter table ${table} rename to hidden_${table}`);
  try {
    const { id: client_id, secret: client_secret = '' } = client;
    const redeemed = { grant_type: 'authorization_code', code, code_verifier: verifier };
    const refreshed = { grant_type: 'refresh_token', refresh_token: code };
    for (const fields of [redeemed, refreshed]) {
      const answer = await postForm(`${url}/token`, { ...fields, client_id, client_secret });
      expect(answer.status).toBe(500);
    }
    const account = { username: 'zoe', email: 'zoe@example.org', password };
    expect((await postJson(`${url}/api/users/register`, account)).status).toBe(500);
    expect((await logIn(userAgent(server.issuer), `${url}/login`, account)).status).toBe(500);
  } finally {
    for (const table of tables) await store.sql(`alter table hidden_${table} rename to ${table}`);
  }
}

async function logIn(
  browser: UserAgent,
  url: string,
  person: { readonly username: string; readonly password: string },
) {
  return browser.submit(await browser.open(`${url}?switch=1`), person);
}

function keepCookies({ cookies }: UserAgent, secrets: Set<string>): void {
  for (const cookie of cookies.values()) secrets.add(cookie);
}
