import { memoryStore, testClock } from '@picard-mcp/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { parametersOf } from '../http/form.js';
import type { AuthorizationStore } from '../ports/authorization-store.js';
import { authorizationStoreInMemory } from '../testing/in-memory-authorization-store.js';
import { addTestClient, type TestClientFields } from '../testing/test-accounts.js';
import { authenticateClient } from './client-authentication.js';
import { createClientDirectory } from './client-directory.js';

interface Sent {
  readonly form?: Readonly<Record<string, string>>;
  readonly authorization?: string;
  readonly query?: string;
}

describe('client authentication', () => {
  const clock = testClock();
  let store: AuthorizationStore;

  beforeEach(() => {
    store = authorizationStoreInMemory({ users: memoryStore().users, clock });
  });

  const add = (fields?: TestClientFields) => addTestClient({ store, clock }, fields ?? {});
  const basic = (id: string, secret: string) => `Basic ${btoa(`${id}:${secret}`)}`;

  async function send({ form = {}, authorization, query = '' }: Sent): Promise<string> {
    const url = new URL(`https://picard.example/token${query}`);
    const headers = new Headers(authorization === undefined ? {} : { authorization });
    const request = new Request(url, { method: 'POST', headers });
    const clients = createClientDirectory({ store: store.clients, documents: undefined });
    const exchange = { request, url, address: undefined };
    const client = await authenticateClient(exchange, parametersOf(new URLSearchParams(form)), {
      clients,
    });
    return client.clientId;
  }

  it('takes a public client by its id alone', async () => {
    const { clientId } = await add();
    expect(await send({ form: { client_id: clientId } })).toBe(clientId);
    // A parameter without a value is as good as absent (RFC 6749 section 3.1).
    expect(await send({ form: { client_id: clientId, client_secret: '' } })).toBe(clientId);
  });

  it('takes the secret by HTTP Basic and in the form, where both are registered', async () => {
    const { clientId, secret, basic: authorization } = await add({ isConfidential: true });
    expect(await send({ authorization })).toBe(clientId);
    expect(await send({ authorization: authorization.replace('Basic', 'bASIC') })).toBe(clientId);
    expect(await send({ form: { client_id: clientId, client_secret: secret } })).toBe(clientId);
  });

  it('decodes both halves of HTTP Basic from form encoding', async () => {
    const secret = 'a+b %:ü&';
    const { clientId, basic: authorization } = await add({ isConfidential: true, secret });
    expect(atob(authorization.slice(6))).toContain('a%2Bb+%25%3A%C3%BC%26');
    expect(await send({ authorization })).toBe(clientId);
  });

  it('takes a client_id beside HTTP Basic that is the same, and no other', async () => {
    const { clientId, basic: authorization } = await add({ isConfidential: true });
    expect(await send({ authorization, form: { client_id: clientId } })).toBe(clientId);
    const other = await add();
    await expect(
      send({ authorization, form: { client_id: other.clientId } }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('refuses two methods in one request', async () => {
    const { clientId, secret, basic: authorization } = await add({ isConfidential: true });
    await expect(
      send({ authorization, form: { client_id: clientId, client_secret: secret } }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('refuses a client secret in the query, right as it may be', async () => {
    const { clientId, secret, basic: authorization } = await add({ isConfidential: true });
    const query = `?client_id=${clientId}&client_secret=${secret}`;
    await expect(send({ query })).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(send({ query, authorization })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('refuses every method but the one that the client registered', async () => {
    const posting = await add({
      isConfidential: true,
      authenticationMethods: ['client_secret_post'],
    });
    const form = { client_id: posting.clientId, client_secret: posting.secret };
    expect(await send({ form })).toBe(posting.clientId);
    const publicOne = await add();
    const refused: Sent[] = [
      { authorization: posting.basic },
      { form: { client_id: posting.clientId } },
      { form: { client_id: publicOne.clientId, client_secret: publicOne.secret } },
      { authorization: publicOne.basic },
      { authorization: basic(publicOne.clientId, '') },
    ];
    for (const sent of refused) {
      await expect(send(sent)).rejects.toMatchObject({ code: 'invalid_client', status: 401 });
    }
  });

  it('tells an unknown client, a wrong secret and an inactive client in the same words', async () => {
    const { clientId, secret } = await add({ isConfidential: true });
    const asleep = await add({ isConfidential: true, isActive: false });
    const refused: Sent[] = [
      { form: { client_id: crypto.randomUUID() } },
      { form: { client_id: crypto.randomUUID(), client_secret: secret } },
      { authorization: basic(crypto.randomUUID(), secret) },
      { form: { client_id: clientId, client_secret: `${secret}x` } },
      { form: { client_id: clientId } },
      { authorization: basic(clientId, 'wrong') },
      { authorization: asleep.basic },
      { form: { client_id: 'no id at all' } },
      { form: { client_id: 'https://app.example/client' } },
    ];
    const answers = await Promise.all(refused.map((sent) => send(sent).catch((error) => error)));
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['invalid_client']));
    expect(new Set(answers.map(({ message }) => message)).size).toBe(1);
  });

  it('refuses an inactive public client', async () => {
    const { clientId } = await add({ isActive: false });
    await expect(send({ form: { client_id: clientId } })).rejects.toMatchObject({
      code: 'invalid_client',
    });
  });

  it('never takes the empty secret for a client that lost its own', async () => {
    const { clientId } = await add({ isConfidential: true });
    await store.clients.update(clientId, { secretHash: undefined }, clock.now());
    const refused: Sent[] = [
      { authorization: basic(clientId, '') },
      { form: { client_id: clientId } },
      { form: { client_id: clientId, client_secret: '' } },
    ];
    for (const sent of refused) {
      await expect(send(sent)).rejects.toMatchObject({ code: 'invalid_client' });
    }
  });

  it.each([
    'Basic',
    'Basic ',
    'Basic !!!',
    `Basic ${btoa('no colon')}`,
    `Basic ${btoa(':secret')}`,
    `Basic ${btoa('%zz:secret')}`,
    `Basic ${btoa('id:%')}`,
    `Basic ${btoa('a:b')} ${btoa('c:d')}`,
    'Bearer token',
    'Digest x',
  ])('refuses the Authorization header %j', async (authorization) => {
    await expect(send({ authorization })).rejects.toMatchObject({ code: 'invalid_client' });
  });

  it('refuses a request that does not say which client sends it', async () => {
    await expect(send({})).rejects.toMatchObject({ code: 'invalid_client', status: 401 });
  });

  it('refuses assertions, which are not offered', async () => {
    const { clientId } = await add();
    await expect(
      send({ form: { client_id: clientId, client_assertion: 'x.y.z' } }),
    ).rejects.toMatchObject({ code: 'invalid_client' });
  });
});

describe('the client directory', () => {
  const clock = testClock();
  const store = authorizationStoreInMemory({ users: memoryStore().users, clock });

  it('asks the store for ids, the documents for https URLs, and nobody for anything else', async () => {
    const { client } = await addTestClient({ store, clock }, {});
    const asked: unknown[] = [];
    const documented = { ...client, clientId: 'https://app.example/client' };
    const find = async (...question: unknown[]) => {
      asked.push(question);
      return documented;
    };
    const directory = createClientDirectory({ store: store.clients, documents: { find } });
    expect(await directory.find(client.clientId)).toEqual(client);
    expect(await directory.find(documented.clientId, '192.0.2.7')).toBe(documented);
    for (const id of ['', 'x', 'http://app.example/', client.clientId.toUpperCase(), "' or 1=1"]) {
      expect(await directory.find(id)).toBeUndefined();
    }
    expect(asked).toEqual([['https://app.example/client', '192.0.2.7']]);
  });

  it('knows no client by a URL when documents are switched off', async () => {
    const directory = createClientDirectory({ store: store.clients, documents: undefined });
    expect(await directory.find('https://app.example/client')).toBeUndefined();
  });

  it('finds inactive clients too', async () => {
    const { clientId } = await addTestClient({ store, clock }, { isActive: false });
    const directory = createClientDirectory({ store: store.clients, documents: undefined });
    expect(await directory.find(clientId)).toMatchObject({ clientId, isActive: false });
  });
});
