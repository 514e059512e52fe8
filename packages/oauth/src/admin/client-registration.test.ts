import { isUuid } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSecret } from '../secret.js';
import { type TestAdministration, testAdministration } from '../testing/test-administration.js';

const body = {
  client_name: 'Notebook',
  redirect_uris: ['https://notebook.example/callback'],
  scopes: ['memories:read', 'memories:write'],
};
const clientsPath = '/api/admin/clients';
const registerPath = `${clientsPath}/register`;

describe('registering and listing clients as an administrator', () => {
  let fixture: TestAdministration;

  beforeEach(async () => {
    fixture = await testAdministration();
  });
  afterEach(() => fixture.test.close());

  type Answer = Record<string, unknown> & { client_id: string; client_secret: string };
  const register = async (fields: object = {}) =>
    (await fixture.read(fixture.ask('POST', registerPath, { ...body, ...fields }), 201)) as Answer;
  const stored = (clientId: string) => fixture.test.store.clients.find(clientId);
  const refusal = async (response: Promise<Response>) => {
    const { error } = (await fixture.read(response, 400)) as { error: { details: object } };
    return error;
  };

  it('registers a confidential client and shows its secret once', async () => {
    const response = await fixture.ask('POST', registerPath, body);
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const answer = (await response.json()) as Answer;
    expect(isUuid(answer.client_id)).toBe(true);
    const { client_secret, ...rest } = answer;
    const now = fixture.test.clock.now().toISOString();
    expect(rest).toMatchObject({
      ...body,
      client_id: answer.client_id,
      is_confidential: true,
      allow_direct_connect: true,
      realm: answer.client_id,
      is_active: true,
      token_endpoint_auth_method: 'client_secret_basic',
      token_endpoint_auth_methods: ['client_secret_basic', 'client_secret_post'],
      registered_by: 'administrator',
      created_at: now,
      updated_at: now,
    });
    const client = await stored(answer.client_id);
    expect(client?.secretHash).toBe(hashSecret(client_secret));
    const again = await fixture.read(fixture.ask('GET', `${clientsPath}/${answer.client_id}`));
    expect(again).toEqual(rest);
    expect(JSON.stringify(again)).not.toContain(client?.secretHash);
  });

  it('registers a public client without a secret and without direct connect', async () => {
    const answer = await register({ is_confidential: false });
    expect(answer).toMatchObject({
      is_confidential: false,
      allow_direct_connect: false,
      token_endpoint_auth_method: 'none',
      token_endpoint_auth_methods: ['none'],
    });
    expect(answer).not.toHaveProperty('client_secret');
    expect((await stored(answer.client_id))?.secretHash).toBeUndefined();
  });

  it('registers exactly what an administrator chose', async () => {
    const chosen = {
      scopes: ['memories:admin'],
      allow_direct_connect: false,
      realm: 'acme',
      token_endpoint_auth_method: 'client_secret_post',
    };
    const answer = await register(chosen);
    expect(answer).toMatchObject({
      ...chosen,
      token_endpoint_auth_methods: ['client_secret_post'],
    });
    expect(await stored(answer.client_id)).toMatchObject({
      ...{ scopes: ['memories:admin'], allowDirectConnect: false, realm: 'acme' },
      authenticationMethods: ['client_secret_post'],
    });
  });

  it('puts several clients into one realm, and a client without one into its own', async () => {
    const realms = [await register({ realm: 'acme' }), await register({ realm: 'acme' })];
    expect(realms.map(({ realm }) => realm)).toEqual(['acme', 'acme']);
    const { client_id, realm } = await register({ realm: null });
    expect(realm).toBe(client_id);
  });

  it('registers a client without redirect URIs only for direct connect', async () => {
    await register({ redirect_uris: [] });
    const wrong = { ...body, redirect_uris: [], allow_direct_connect: false };
    expect(await refusal(fixture.ask('POST', registerPath, wrong))).toMatchObject({
      details: { field: 'redirect_uris' },
    });
  });

  it.each([
    [{ client_name: undefined }, 'client_name'],
    [{ client_name: '' }, 'client_name'],
    [{ client_name: 'a\u202eb' }, 'client_name'],
    [{ redirect_uris: undefined }, 'redirect_uris'],
    [{ redirect_uris: ['https://ok.example/', 'http://evil.example/'] }, 'redirect_uris[1]'],
    [{ redirect_uris: ['javascript:alert(1)'] }, 'redirect_uris[0]'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: undefined }, 'scopes'],
    [{ scopes: 'memories:read' }, 'scopes'],
    [{ scopes: ['memories:read', 'openid'] }, 'scopes[1]'],
    [{ is_confidential: 'yes' }, 'is_confidential'],
    [{ is_confidential: false, allow_direct_connect: true }, 'allow_direct_connect'],
    [{ token_endpoint_auth_method: 'none' }, 'token_endpoint_auth_method'],
    [
      { is_confidential: false, token_endpoint_auth_method: 'client_secret_post' },
      'token_endpoint_auth_method',
    ],
    [{ token_endpoint_auth_method: 'private_key_jwt' }, 'token_endpoint_auth_method'],
    [{ realm: '' }, 'realm'],
    [{ realm: 'a'.repeat(101) }, 'realm'],
    [{ realm: '9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10' }, 'realm'],
    [{ realm: '9B2F1C34-7C0B-4A52-8A66-4F6F4C1C2D10' }, 'realm'],
    [{ realm: '{9b2f1c347c0b4a528a664f6f4c1c2d10}' }, 'realm'],
    [{ redirect_uri: 'https://ok.example/' }, 'redirect_uri'],
    [{ client_secret: 'chosen' }, 'client_secret'],
  ])('refuses to register %j, naming %s', async (fields, field) => {
    const error = await refusal(fixture.ask('POST', registerPath, { ...body, ...fields }));
    expect(error).toMatchObject({ code: 'invalid_input', details: { field } });
    expect(await fixture.test.store.clients.list({ limit: 10 })).toEqual([]);
  });

  it('refuses a body of another kind', async () => {
    expect((await fixture.ask('POST', registerPath)).status).toBe(415);
    expect((await fixture.ask('POST', registerPath, [])).status).toBe(400);
    const large = { ...body, client_name: 'a'.repeat(300_000) };
    expect((await fixture.ask('POST', registerPath, large)).status).toBe(413);
  });

  it('lists all clients page by page, the oldest first, without gap or repetition', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      // Several in one millisecond.
      if (n % 3 === 0) fixture.test.clock.advance(1);
      ids.push((await register()).client_id);
    }
    const seen: string[] = [];
    let cursor: unknown = '';
    while (cursor !== null) {
      const query = cursor === '' ? '' : `&cursor=${String(cursor)}`;
      const page = await fixture.read(fixture.ask('GET', `${clientsPath}?limit=3${query}`));
      const clients = page.clients as Answer[];
      expect(clients.length).toBeLessThanOrEqual(3);
      seen.push(...clients.map(({ client_id }) => client_id));
      cursor = page.next_cursor;
    }
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(new Set(seen).size).toBe(7);
    const whole = await fixture.read(fixture.ask('GET', clientsPath));
    expect((whole.clients as Answer[]).map(({ client_id }) => client_id)).toEqual(seen);
    expect(whole.next_cursor).toBeNull();
    expect(JSON.stringify(whole)).not.toMatch(/secret(_hash|Hash)|client_secret"/);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=x', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['cursor=rubbish', 'cursor'],
    ['cursor=', 'cursor'],
    ['offset=3', 'offset'],
  ])('refuses to list with ?%s, naming the parameter', async (query, field) => {
    expect(await refusal(fixture.ask('GET', `${clientsPath}?${query}`))).toMatchObject({
      details: { field },
    });
  });
});
