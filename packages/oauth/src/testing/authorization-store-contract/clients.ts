import { describe, expect, it } from 'vitest';
import type { Client } from '../../client/client.js';
import type { ClientStore } from '../../ports/client-store.js';
import { at, atOnce, hostileTexts, newClient, newHash } from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

export function clientsContract(open: AuthorizationStoreFactory): void {
  describe('clients', () => {
    const store = useStore(open);
    const clients = () => store().authorization.clients;

    it('gives a client back as it was registered, every field of it', async () => {
      const client = fullClient();
      await clients().insert(client);
      await clients().insert(newClient());
      expect(await clients().find(client.clientId)).toEqual(client);
    });

    it('gives a public client back without a secret', async () => {
      const client = newClient();
      await clients().insert(client);
      const found = await clients().find(client.clientId);
      expect(found).toEqual(client);
      expect(found?.secretHash).toBeUndefined();
    });

    it('keeps texts of a client as they are, whatever they hold', async () => {
      for (const text of hostileTexts) {
        const client = newClient({ name: text, realm: text, redirectUris: [text, 'a,b', '"{}"'] });
        await clients().insert({ ...client, description: { clientUri: text, contacts: [text] } });
        expect(await clients().find(client.clientId)).toMatchObject({
          name: text,
          realm: text,
          redirectUris: [text, 'a,b', '"{}"'],
          description: { clientUri: text, contacts: [text] },
        });
      }
    });

    it('refuses a second client of the same id and keeps the first', async () => {
      const client = newClient();
      await clients().insert(client);
      await expect(clients().insert({ ...client, name: 'Another' })).rejects.toMatchObject({
        name: 'PicardError',
        code: 'conflict',
      });
      expect(await clients().find(client.clientId)).toEqual(client);
    });

    it('knows no client by a text that is not its id', async () => {
      const client = newClient({ clientId: 'abcdefab-cdef-4abc-8def-abcdefabcdef' });
      await clients().insert(client);
      const { clientId } = client;
      const others = [
        clientId.toUpperCase(),
        clientId.replaceAll('-', ''),
        `{${clientId}}`,
        ` ${clientId}`,
        `${clientId}\n`,
        crypto.randomUUID(),
      ];
      for (const text of [...hostileTexts, ...others]) {
        expect(await clients().find(text), JSON.stringify(text)).toBeUndefined();
        expect(await clients().update(text, { name: 'Another' }, at(1))).toBeUndefined();
        expect(await clients().remove(text, at(1))).toBe(false);
      }
      expect(await clients().find(clientId)).toEqual(client);
    });

    it('lists clients from the oldest on, those of one millisecond by id', async () => {
      const all = [0, 5, 5, 5, 5, -5, 9].map((ms) => newClient({ createdAt: at(ms) }));
      for (const client of all) await clients().insert(client);
      expect(await clients().list({ limit: 100 })).toEqual(sorted(all));
      expect(await clients().list({ limit: 2 })).toEqual(sorted(all).slice(0, 2));
    });

    it.each([1, 2, 3])(
      'pages through clients by %i without a gap or a repetition',
      async (limit) => {
        const all = [0, 5, 5, 5, 5, 5, 9].map((ms) => newClient({ createdAt: at(ms) }));
        for (const client of all) await clients().insert(client);
        expect(await pages(clients(), limit)).toEqual(sorted(all));
      },
    );

    it('goes on after a client that was removed meanwhile', async () => {
      const all = sorted([1, 2, 3].map((ms) => newClient({ createdAt: at(ms) })));
      for (const client of all) await clients().insert(client);
      const [first] = await clients().list({ limit: 1 });
      if (first) await clients().remove(first.clientId, at(10));
      expect(await clients().list({ after: first, limit: 10 })).toEqual(all.slice(1));
    });

    it('changes what is given of a client and nothing else', async () => {
      const client = fullClient();
      const other = fullClient();
      await clients().insert(client);
      await clients().insert(other);
      const changes = { name: 'New name', redirectUris: ['https://new.example/'], realm: 'shared' };
      const changed = { ...client, ...changes, updatedAt: at(77) };
      expect(await clients().update(client.clientId, changes, at(77))).toEqual(changed);
      expect(await clients().find(client.clientId)).toEqual(changed);
      expect(await clients().find(other.clientId)).toEqual(other);
    });

    it('changes everything of a client that may change', async () => {
      const client = fullClient();
      await clients().insert(client);
      const changes = {
        name: 'New',
        redirectUris: [],
        authenticationMethods: ['none'],
        secretHash: undefined,
        scopes: ['memories:admin'],
        allowDirectConnect: false,
        realm: 'new',
        isActive: true,
        description: { softwareId: 'new' },
      } as const;
      const changed = await clients().update(client.clientId, changes, at(5));
      expect(changed).toEqual({ ...client, ...changes, updatedAt: at(5) });
      expect(await clients().find(client.clientId)).toEqual(changed);
    });

    it('takes the secret of a client away only when that is said', async () => {
      const client = fullClient();
      await clients().insert(client);
      const { clientId, secretHash } = client;
      expect((await clients().update(clientId, { name: 'New' }, at(1)))?.secretHash).toBe(
        secretHash,
      );
      const next = newHash();
      const rotated = await clients().update(clientId, { secretHash: next }, at(2));
      expect(rotated?.secretHash).toBe(next);
      const without = await clients().update(clientId, { secretHash: undefined }, at(3));
      expect(without).toBeDefined();
      expect(without?.secretHash).toBeUndefined();
    });

    it('loses none of the changes to one client that come at once', async () => {
      const client = newClient();
      await clients().insert(client);
      const changes = [
        { name: 'Both' },
        { realm: 'both' },
        { scopes: ['memories:read'] },
        { description: { softwareId: 'both' } },
      ] as const;
      await atOnce(changes.length, (index) =>
        clients().update(client.clientId, changes[index] ?? {}, at(1)),
      );
      const expected = Object.assign({}, client, ...changes, { updatedAt: at(1) });
      expect(await clients().find(client.clientId)).toEqual(expected);
    });

    it('forgets a removed client, once', async () => {
      const [client, other] = [newClient(), newClient()];
      await clients().insert(client);
      await clients().insert(other);
      const answers = await atOnce(20, () => clients().remove(client.clientId, at(1)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await clients().find(client.clientId)).toBeUndefined();
      expect(await clients().list({ limit: 10 })).toEqual([other]);
    });
  });
}

function fullClient(): Client {
  return newClient({
    name: 'A whole client',
    redirectUris: ['https://client.example/callback', 'cursor://a.b/c', 'http://[::1]:8080/'],
    authenticationMethods: ['client_secret_basic', 'client_secret_post'],
    secretHash: newHash(),
    scopes: ['memories:read', 'memories:write', 'memories:admin'],
    registeredBy: 'client',
    allowDirectConnect: true,
    realm: 'a realm',
    description: {
      clientUri: 'https://client.example/',
      logoUri: 'https://client.example/logo.png',
      policyUri: 'https://client.example/policy',
      tosUri: 'https://client.example/tos',
      contacts: ['one@client.example', 'two@client.example'],
      softwareId: 'software',
      softwareVersion: '1.2.3',
      applicationType: 'native',
    },
    createdAt: at(-1),
    updatedAt: at(1),
  });
}

function sorted(clients: readonly Client[]): readonly Client[] {
  return [...clients].sort(
    (a, b) => Number(a.createdAt) - Number(b.createdAt) || (a.clientId < b.clientId ? -1 : 1),
  );
}

async function pages(clients: ClientStore, limit: number): Promise<readonly Client[]> {
  const seen: Client[] = [];
  for (;;) {
    const after = seen.at(-1);
    const page = await clients.list({ ...(after && { after }), limit });
    expect(page.length).toBeLessThanOrEqual(limit);
    if (page.length === 0) return seen;
    seen.push(...page);
  }
}
