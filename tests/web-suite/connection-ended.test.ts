import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ConnectorLab, connectorLab, type LabUser } from './connector-lab.js';

let lab: ConnectorLab;
let user: LabUser;
let count = 0;

beforeAll(async () => {
  lab = await connectorLab();
});
afterAll(() => lab?.close());

beforeEach(async () => {
  count += 1;
  user = await lab.addUser(`user-${count}`);
  lab.relay.meddle = undefined;
  lab.relay.paths.length = 0;
});

describe('a connection that the server has ended', () => {
  it('is removed when it was revoked there', async () => {
    const connector = lab.connector();
    await connector.connectDirectly(user);
    const { refreshToken = '' } = (await lab.connections.find(user.id)) ?? {};
    await revoke(refreshToken);
    await expect(lab.memory(connector, user.id).call('list_tags', {})).rejects.toMatchObject({
      code: 'disconnected',
    });
    expect(await lab.connections.find(user.id)).toBeUndefined();
  });

  it('is removed when its user is not active there any more', async () => {
    const connector = lab.connector();
    await connector.connectDirectly(user);
    const { memoryUserId } = (await lab.connections.find(user.id)) ?? {};
    const account = await lab.server.store.users.findById(memoryUserId as never);
    await lab.server.store.users.update(account?.id as never, { isActive: false });
    await lab.expire(user.id);
    await expect(lab.memory(connector, user.id).call('list_tags', {})).rejects.toMatchObject({
      code: 'disconnected',
    });
    expect(await lab.connections.find(user.id)).toBeUndefined();
  });

  it('lives on when only its access token was revoked', async () => {
    const connector = lab.connector();
    await connector.connectDirectly(user);
    const token = await connector.accessToken(user.id);
    await revoke(token);
    const answer = await lab.memory(connector, user.id).call('list_tags', {});
    expect(answer.tags).toEqual([]);
    expect(lab.refreshes()).toBe(1);
  });

  it('is given up when the server refuses a token that it has just given', async () => {
    const connector = lab.connector();
    await connector.connectDirectly(user);
    lab.relay.meddle = async (path, forward) =>
      path === '/api/tools'
        ? Response.json(
            { status: 'error', error: { code: 'unauthenticated', message: 'No.' } },
            { status: 401 },
          )
        : forward();
    await expect(lab.memory(connector, user.id).call('list_tags', {})).rejects.toMatchObject({
      code: 'disconnected',
    });
    expect(await lab.connections.find(user.id)).toBeUndefined();
    expect(lab.relay.paths.at(-1)).toBe('/revoke');
  });

  it('is not given up for a proxy that wants a password of its own', async () => {
    const connector = lab.connector();
    await connector.connectDirectly(user);
    lab.relay.meddle = async () =>
      new Response('<h1>Authorization required</h1>', {
        status: 401,
        headers: { 'content-type': 'text/html', 'www-authenticate': 'Basic realm="proxy"' },
      });
    await expect(lab.memory(connector, user.id).call('list_tags', {})).rejects.toMatchObject({
      code: 'unreachable',
    });
    expect(await lab.connections.find(user.id)).toBeDefined();
  });

  it('is told apart from an application that the server does not know any more', async () => {
    const connector = lab.connector({ client: { id: lab.client.id, secret: 'another' } });
    await lab.connector().connectDirectly(user);
    await lab.expire(user.id);
    await expect(connector.accessToken(user.id)).rejects.toMatchObject({ code: 'unregistered' });
    await expect(lab.connector().accessToken(user.id)).resolves.toEqual(expect.any(String));
  });

  it('is one of another server when the issuer has changed', async () => {
    await lab.connector().connectDirectly(user);
    const elsewhere = lab.connector({ issuer: 'https://another.example' });
    await expect(elsewhere.accessToken(user.id)).rejects.toMatchObject({ code: 'disconnected' });
    expect(await lab.connections.find(user.id)).toBeDefined();
  });
});

describe('connecting again', () => {
  it('ends the connection that was there, also at the server', async () => {
    const connector = lab.connector();
    await connector.connectDirectly(user);
    const { accessToken = '' } = (await lab.connections.find(user.id)) ?? {};
    expect(await statusWith(accessToken)).toBe(200);
    await connector.connectDirectly(user, 'read');
    expect(await statusWith(accessToken)).toBe(401);
    expect((await lab.connections.find(user.id))?.scopes).toEqual(['memories:read']);
  });
});

it('keeps no token readable in the database', async () => {
  const connector = lab.connector();
  await connector.connectDirectly(user);
  const kept = await lab.connections.find(user.id);
  const { rows } = await lab.database.pool.query('select * from connections');
  const text = JSON.stringify(rows);
  expect(kept?.accessToken.length).toBeGreaterThan(20);
  for (const secret of [kept?.accessToken ?? '', kept?.refreshToken ?? '']) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString('base64url').slice(4, 40));
  }
});

async function revoke(token: string): Promise<void> {
  const { status } = await fetch(`${lab.server.url}/revoke`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${lab.client.id}:${lab.client.secret}`)}` },
    body: new URLSearchParams({ token }),
  });
  expect(status).toBe(200);
}

async function statusWith(token: string): Promise<number> {
  const { status } = await fetch(`${lab.server.url}/api/users/me`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return status;
}
