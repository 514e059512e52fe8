import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { adapters } from './oauth-server.js';
import type { PersonalClient } from './personal-client.js';
import { sdks } from './sdk-clients.js';
import { type ServedClients, serveClients } from './served-clients.js';

const readAlone = 'memories:read';
const both = 'memories:read memories:write';
const memory = { text: 'Spare fuses are under the stairs.' };

// The second SDK says there that it begins anew.
beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => void vi.restoreAllMocks());

describe.each(adapters)('MCP clients with too few scopes, through %s', (adapter) => {
  let served: ServedClients;

  beforeAll(async () => {
    served = await serveClients(adapter);
  });

  afterAll(() => served.close());

  /** Connected, and granted reading alone. */
  async function reading(client: PersonalClient): Promise<PersonalClient> {
    client.provider.scope = readAlone;
    await client.connect();
    expect(client.provider.kept.tokens?.scope).toBe(readAlone);
    client.provider.scope = undefined;
    return client;
  }

  const scopesAsked = ({ provider }: PersonalClient) =>
    provider.asked.map(({ searchParams }) => searchParams.get('scope'));

  it.each(sdks)('$name that may read alone reads, and is asked for nothing more', async (sdk) => {
    await using client = await reading(served.client(sdk));
    await expect(client.call('list_tags')).resolves.toBeDefined();
    expect(client.provider.asked).toHaveLength(1);
  });

  it.each(sdks.filter(({ isV1 }) => !isV1))(
    '$name asks the person for writing as soon as it wants to write, and then does',
    async (sdk) => {
      await using client = await reading(served.client(sdk));
      const seen = client.provider.requests.length;
      await expect(client.call('submit_memory', memory)).resolves.toMatchObject(memory);
      expect(client.provider.requests.slice(seen)).toEqual([
        'POST /mcp 403',
        'POST /token 200',
        'POST /mcp 200',
      ]);
      expect(scopesAsked(client)).toEqual([readAlone, both]);
      expect(client.provider.kept.tokens?.scope).toBe(both);
    },
  );

  it.each(sdks.filter(({ isV1 }) => isV1))(
    '$name without a refresh token asks the person for writing as soon as it wants to write',
    async (sdk) => {
      await using client = await reading(served.client(sdk));
      const { kept } = client.provider;
      if (kept.tokens) kept.tokens = { ...kept.tokens, refresh_token: undefined };
      await expect(client.call('submit_memory', memory)).resolves.toMatchObject(memory);
      expect(scopesAsked(client)).toEqual([readAlone, both]);
    },
  );

  it.each(sdks.filter(({ isV1 }) => isV1))(
    '$name with a refresh token, which it always tries first, ends with the refusal and not in a circle',
    async (sdk) => {
      await using client = await reading(served.client(sdk));
      const seen = client.provider.requests.length;
      await expect(client.call('submit_memory', memory)).rejects.toThrow(/403/);
      expect(client.provider.requests.slice(seen)).toEqual([
        'POST /mcp 403',
        'POST /token 200',
        'POST /mcp 403',
      ]);
      expect(client.provider.kept.tokens?.scope).toBe(readAlone);
    },
  );

  it.each(sdks)('$name never gets what only superusers may, though it asks', async (sdk) => {
    await using client = served.client(sdk, { metadata: { scope: 'memories:admin' } });
    client.provider.scope = 'memories:admin';
    await expect(client.connect()).rejects.toThrow();
    expect(client.provider.kept.tokens).toBeUndefined();
  });

  it.each(sdks)('$name that names no scope gets reading and writing', async (sdk) => {
    await using client = served.client(sdk);
    const { redirectToAuthorization } = client.provider;
    client.provider.redirectToAuthorization = (url) => {
      url.searchParams.delete('scope');
      return redirectToAuthorization(url);
    };
    await client.connect();
    expect(client.provider.kept.tokens?.scope).toBe(both);
  });
});
