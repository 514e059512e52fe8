import { memoryStore } from '@picard-mcp/core/testing';
import { authorizationStoreInMemory } from '@picard-mcp/oauth/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type OAuthClientStore,
  oauthClientStore,
} from '../../examples/reference-app/src/web/connection/oauth-client-store.js';
import type { Database } from '../../examples/reference-app/src/web/database/database.js';
import { openEmbeddedDatabase } from '../../examples/reference-app/src/web/database/open-database.js';
import { updateSchema } from '../../examples/reference-app/src/web/database/update-schema.js';
import { backChannel } from '../../examples/reference-app/src/web/memory-service/back-channel.js';
import {
  generateKeyRing,
  parseKeyRing,
} from '../../examples/reference-app/src/web/sealing/key-ring.js';
import { createSealer } from '../../examples/reference-app/src/web/sealing/sealer.js';
import { isRegistered } from '../../examples/reference-app/src/web/setup/is-registered.js';
import {
  type RegistrationOptions,
  registerApplication,
} from '../../examples/reference-app/src/web/setup/register-application.js';
import { type OAuthServer, password, startOAuthServer } from '../oauth-suite/oauth-server.js';
import { applicationDatabases } from './application-databases.js';
import { type Relay, startRelay } from './relay.js';

let server: OAuthServer;
let relay: Relay;
let database: Database;
let clients: OAuthClientStore;
const log: string[] = [];

beforeAll(async () => {
  const memories = memoryStore();
  const authorization = authorizationStoreInMemory({ users: memories.users });
  server = await startOAuthServer({ store: { ...memories, authorization } });
  await server.addUser('boss', { isSuperuser: true });
  await server.addUser('ann');
  relay = await startRelay(server.url);
  // The first kind is the embedded one.
  database = (await applicationDatabases[0]?.open()) as Database;
  clients = oauthClientStore(database.pool, createSealer(parseKeyRing(generateKeyRing())));
});
afterAll(async () => {
  await database?.close();
  await relay?.close();
  await server?.close();
});
beforeEach(async () => {
  await database.pool.query('delete from oauth_client');
  relay.meddle = undefined;
  relay.paths.length = 0;
  log.length = 0;
});

const note = (fields: object, message: string) =>
  void log.push(`${message} ${JSON.stringify(fields)}`);

const register = (changes: Partial<RegistrationOptions> = {}) =>
  registerApplication({
    channel: backChannel(server.issuer, relay.url),
    issuer: server.issuer,
    clients,
    redirectUri: 'https://app.example/connection/callback',
    administrator: { username: 'boss', password },
    now: () => new Date(),
    logger: { debug: note, info: note, warn: note, error: note },
    patienceMs: 0,
    ...changes,
  });

const channel = () => backChannel(server.issuer, relay.url);
const registrations = () =>
  relay.paths.filter((path) => path === '/api/admin/clients/register').length;

describe('registering the application', () => {
  it('makes a client that may connect users in both ways, and keeps its secret sealed', async () => {
    expect(await register()).toBe('registered');
    const kept = await clients.find();
    const stored = await server.store.authorization.clients.find(kept?.id ?? '');
    expect(stored).toMatchObject({
      name: 'Picard reference application',
      redirectUris: ['https://app.example/connection/callback'],
      scopes: ['memories:read', 'memories:write'],
      allowDirectConnect: true,
      registeredBy: 'administrator',
      realm: await clients.realm(),
    });
    expect(kept?.secret.length).toBeGreaterThan(20);
    const { rows } = await database.pool.query('select * from oauth_client');
    expect(JSON.stringify(rows)).not.toContain(kept?.secret);
    expect(log.join('\n')).not.toContain(kept?.secret);
    expect(log.join('\n')).not.toContain(password);
  });

  it('is done once, and then needs no administrator', async () => {
    await register();
    const before = await clients.find();
    const nobody = { username: 'nobody', password: 'and no password' };
    expect(await register({ administrator: nobody })).toBe('unchanged');
    expect(registrations()).toBe(1);
    expect(await clients.find()).toEqual(before);
  });

  it.each([
    [
      'the server has forgotten the client',
      async (id: string) => server.store.authorization.clients.remove(id, new Date()),
    ],
    [
      'the secret is not the right one any more',
      async (id: string) => clients.save({ issuer: server.issuer, id, secret: 'another' }),
    ],
    [
      'the client is one of another server',
      async (id: string) => clients.save({ issuer: 'https://another.example', id, secret: 'x' }),
    ],
  ])('is done anew when %s', async (_why, change) => {
    await register();
    const { id = '' } = (await clients.find()) ?? {};
    await change(id);
    expect(await register()).toBe('registered');
    const now = await clients.find();
    expect(now?.id).not.toBe(id);
    expect(now?.issuer).toBe(server.issuer);
    // The users stay who they are there.
    const stored = await server.store.authorization.clients.find(now?.id ?? '');
    expect(stored?.realm).toBe(await clients.realm());
  });

  it('takes another realm than another installation, whose users have the same names', async () => {
    const theirs = await openEmbeddedDatabase();
    await updateSchema(theirs);
    const sealer = createSealer(parseKeyRing(generateKeyRing()));
    const realm = await oauthClientStore(theirs.pool, sealer).realm();
    await theirs.close();
    expect(realm).toMatch(/^reference-app-[0-9a-f-]{36}$/);
    expect(await clients.realm()).toMatch(/^reference-app-[0-9a-f-]{36}$/);
    expect(realm).not.toBe(await clients.realm());
  });

  it('tells the server when users are to be sent back to another address', async () => {
    await register();
    const { id = '' } = (await clients.find()) ?? {};
    const redirectUri = 'https://moved.example/connection/callback';
    expect(await register({ redirectUri })).toBe('updated');
    expect((await server.store.authorization.clients.find(id))?.redirectUris).toEqual([
      'https://app.example/connection/callback',
      redirectUri,
    ]);
    expect(await register({ redirectUri })).toBe('unchanged');
    expect(registrations()).toBe(1);
  });

  it.each([
    ['a wrong password', { username: 'boss', password: 'wrong' }],
    ['somebody who is no administrator', { username: 'ann', password }],
  ])('is refused to %s, in one line without the password', async (_who, administrator) => {
    const error = await register({ administrator }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ServiceError', code: 'permission_denied' });
    const { message } = error as Error;
    expect(message).toContain(administrator.username);
    expect(message).not.toContain(administrator.password);
    expect(message).not.toContain('\n');
    expect(await clients.find()).toBeUndefined();
  });

  it('waits for a server that is not up yet', async () => {
    let refusals = 1;
    relay.meddle = async (_path, forward) => {
      refusals -= 1;
      return refusals < 0 ? forward() : 'hang up';
    };
    expect(await register({ patienceMs: 60_000 })).toBe('registered');
    expect(log.filter((line) => line.includes('waiting for the memory server'))).toHaveLength(1);
  });

  it('gives up in one line when the server does not come', async () => {
    relay.meddle = async () => 'hang up';
    await expect(register()).rejects.toMatchObject({
      name: 'ServiceError',
      code: 'unreachable',
      message: `The memory server could not be reached at ${relay.url}.`,
    });
  });
});

describe('whether the server knows a client', () => {
  it('is answered without anybody being connected or any token given', async () => {
    await register();
    const client = (await clients.find()) as { id: string; secret: string };
    const ask = (wanted: { id: string; secret: string }) =>
      isRegistered({ channel: channel(), issuer: server.issuer, client: wanted });
    expect(await ask(client)).toBe(true);
    expect(await ask({ ...client, secret: 'wrong' })).toBe(false);
    expect(await ask({ ...client, id: crypto.randomUUID() })).toBe(false);
  });

  it('is not known while the server is in trouble', async () => {
    relay.meddle = async () => new Response('<h1>502</h1>', { status: 502 });
    const client = { id: crypto.randomUUID(), secret: 'x' };
    await expect(
      isRegistered({ channel: channel(), issuer: server.issuer, client }),
    ).rejects.toMatchObject({ code: 'unreachable' });
  });
});
