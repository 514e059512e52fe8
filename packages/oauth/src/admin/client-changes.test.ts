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

describe('changing and ending clients as an administrator', () => {
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

  it('changes what is given and nothing else', async () => {
    const { client_secret, ...before } = await register({ realm: 'acme' });
    const path = `${clientsPath}/${before.client_id}`;
    fixture.test.clock.advance(1_000);
    const updated_at = fixture.test.clock.now().toISOString();
    const change = {
      client_name: 'Notebook 2',
      redirect_uris: ['cursor://notebook/callback'],
      scopes: ['memories:read'],
      allow_direct_connect: false,
    };
    const after = await fixture.read(fixture.ask('PUT', path, change));
    expect(after).toEqual({ ...before, ...change, updated_at });
    expect(await fixture.read(fixture.ask('GET', path))).toEqual(after);
    expect((await stored(before.client_id))?.secretHash).toBe(hashSecret(client_secret));
  });

  it('moves a client into its own realm with null, and lets it name its own id', async () => {
    const { client_id } = await register({ realm: 'acme' });
    const path = `${clientsPath}/${client_id}`;
    expect(await fixture.read(fixture.ask('PUT', path, { realm: null }))).toMatchObject({
      realm: client_id,
    });
    expect(await fixture.read(fixture.ask('PUT', path, { realm: client_id }))).toMatchObject({
      realm: client_id,
    });
    const other = await register();
    expect(await refusal(fixture.ask('PUT', path, { realm: other.client_id }))).toMatchObject({
      details: { field: 'realm' },
    });
  });

  it('settles a client for one way to send its secret, and frees it again with null', async () => {
    const path = `${clientsPath}/${(await register()).client_id}`;
    const settled = { token_endpoint_auth_method: 'client_secret_post' };
    expect(await fixture.read(fixture.ask('PUT', path, settled))).toMatchObject({
      token_endpoint_auth_methods: ['client_secret_post'],
    });
    const free = { token_endpoint_auth_method: null };
    expect(await fixture.read(fixture.ask('PUT', path, free))).toMatchObject({
      token_endpoint_auth_methods: ['client_secret_basic', 'client_secret_post'],
    });
  });

  it.each([
    [{ client_id: '9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10' }, 'client_id'],
    [{ registered_by: 'client' }, 'registered_by'],
    [{ client_secret: 'x' }, 'client_secret'],
    [{ isActive: false }, 'isActive'],
    [{ is_confidential: false }, 'is_confidential'],
    [{ token_endpoint_auth_method: 'none' }, 'token_endpoint_auth_method'],
    [{ is_active: 'no' }, 'is_active'],
    [{ scopes: [] }, 'scopes'],
    [{ redirect_uris: [], allow_direct_connect: false }, 'redirect_uris'],
    [{}, 'input'],
  ])('refuses to change a client by %j, naming %s', async (change, field) => {
    const { client_id } = await register();
    const before = await stored(client_id);
    const error = await refusal(fixture.ask('PUT', `${clientsPath}/${client_id}`, change));
    expect(error).toMatchObject({ code: 'invalid_input', details: { field } });
    expect(await stored(client_id)).toEqual(before);
  });

  it('never allows direct connect to a client that registered itself, or to a public one', async () => {
    const self = await fixture.test.addClient({
      ...{ isConfidential: true, registeredBy: 'client', allowDirectConnect: false },
    });
    const open = await register({ is_confidential: false });
    for (const clientId of [self.clientId, open.client_id]) {
      const path = `${clientsPath}/${clientId}`;
      expect(await refusal(fixture.ask('PUT', path, { allow_direct_connect: true }))).toMatchObject(
        { details: { field: 'allow_direct_connect' } },
      );
      expect(await stored(clientId)).toMatchObject({ allowDirectConnect: false });
      await fixture.read(fixture.ask('PUT', path, { client_name: 'Still changeable' }));
    }
  });

  async function grantTo(clientId: string) {
    const { test, root } = fixture;
    const client = await stored(clientId);
    if (client === undefined) throw new Error('no client');
    const { code, verifier } = await test.issueCode({ client, userId: root.id });
    const response = await test.token(
      { client, clientId, secret: '', basic: '' },
      { grant_type: 'authorization_code', code, code_verifier: verifier },
    );
    const { access_token, refresh_token } = (await response.json()) as Record<string, string>;
    return { access: access_token ?? '', refresh: refresh_token ?? '', client };
  }

  it.each([
    ['deactivated', 'PUT', { is_active: false }],
    ['deleted', 'DELETE', undefined],
  ] as const)(
    'ends everything that a client was granted at once when it is %s',
    async (_, method, json) => {
      const { client_id } = await register({ is_confidential: false });
      const { access, refresh } = await grantTo(client_id);
      await fixture.test.server.verifier.verify(access);
      await fixture.read(fixture.ask(method, `${clientsPath}/${client_id}`, json));
      await expect(fixture.test.server.verifier.verify(access)).rejects.toMatchObject({
        code: 'unauthenticated',
      });
      const answer = await fixture.test.request('/token', {
        form: { grant_type: 'refresh_token', refresh_token: refresh, client_id },
      });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ error: 'invalid_client' });
    },
  );

  it('deletes a client for good', async () => {
    const { client_id } = await register();
    const path = `${clientsPath}/${client_id}`;
    expect(await fixture.read(fixture.ask('DELETE', path))).toEqual({ deleted: true, client_id });
    for (const method of ['GET', 'DELETE']) {
      expect((await fixture.ask(method, path)).status).toBe(404);
    }
  });

  it('gives a client a new secret, from which on the former is refused', async () => {
    const { client_id, client_secret } = await register();
    const answer = (await fixture.read(
      fixture.ask('POST', `${clientsPath}/${client_id}/secret`),
    )) as Answer;
    expect(answer.client_secret).not.toBe(client_secret);
    const tried = async (secret: string) => {
      const form = {
        grant_type: 'authorization_code',
        code: 'none',
        code_verifier: 'x'.repeat(43),
      };
      const response = await fixture.test.request('/token', {
        form: { ...form, client_id, client_secret: secret },
      });
      return ((await response.json()) as { error: string }).error;
    };
    expect(await tried(client_secret)).toBe('invalid_client');
    expect(await tried(answer.client_secret)).toBe('invalid_grant');
  });

  it('has no new secret for a public client', async () => {
    const { client_id } = await register({ is_confidential: false });
    const response = await fixture.ask('POST', `${clientsPath}/${client_id}/secret`);
    expect(response.status).toBe(409);
    expect((await stored(client_id))?.secretHash).toBeUndefined();
  });

  it.each([
    ['GET', ''],
    ['PUT', ''],
    ['DELETE', ''],
    ['POST', '/secret'],
  ])('knows no client to %s%s that is not registered', async (method, tail) => {
    const json = method === 'PUT' ? { is_active: false } : undefined;
    for (const id of [crypto.randomUUID(), 'x', "'%20or%201=1", 'https:%2F%2Fapp.example%2Fc']) {
      const response = await fixture.ask(method, `${clientsPath}/${id}${tail}`, json);
      expect([id, response.status]).toEqual([id, 404]);
    }
  });

  it('writes every change of a client into the record of activity, with who did it', async () => {
    const { client_id, client_secret } = await register();
    const path = `${clientsPath}/${client_id}`;
    fixture.test.clock.advance(1);
    await fixture.read(fixture.ask('PUT', path, { is_active: false }));
    fixture.test.clock.advance(1);
    await fixture.read(fixture.ask('POST', `${path}/secret`));
    fixture.test.clock.advance(1);
    await fixture.read(fixture.ask('DELETE', path));
    const entries = await fixture.test.activity();
    const { id: userId } = fixture.root;
    const by = { outcome: 'success', userId, address: '192.0.2.1', details: { client_id } };
    expect(entries).toMatchObject([
      { action: 'client_deleted', ...by },
      { action: 'client_secret_rotated', ...by },
      { action: 'client_updated', ...by, details: { client_id, is_active: false } },
      {
        action: 'client_registered',
        ...by,
        details: { client_id, registered_by: 'administrator' },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain(client_secret);
  });
});
