import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Sdk, sdks } from './sdk-clients.js';
import { serveClients } from './served-clients.js';

const calls = ['list_tags', 'list_groups', 'get_memories', 'retrieve_memories'];

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => void vi.restoreAllMocks());

/** A client that has been connected for longer than its access token is good. */
async function expiredClient(sdk: Sdk, refreshGrace: number) {
  const served = await serveClients('express', { lifetimes: { refreshGrace } });
  const client = served.client(sdk);
  await client.connect();
  served.wait(3601);
  return {
    client,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await served.close();
    },
  };
}

// Neither SDK makes one refresh of several at a time. Without a grace, the server must take them for a theft.
describe('several calls of an MCP client that find out at the same time that its token has expired', () => {
  it.each(sdks.filter(({ isV1 }) => !isV1))(
    'all succeed where rotated tokens have a grace, and nobody is asked: $name',
    async (sdk) => {
      await using connected = await expiredClient(sdk, 10);
      const { client } = connected;
      const answers = await Promise.all(calls.map((tool) => client.call(tool)));
      expect(answers).toHaveLength(calls.length);
      await expect(client.call('list_tags')).resolves.toBeDefined();
      expect(client.provider.asked).toHaveLength(1);
    },
  );

  // Of such calls the first SDK lets some fail by itself: it takes the second 401 for a server that refuses new tokens.
  it.each(sdks.filter(({ isV1 }) => isV1))(
    'do not cost it its grant where rotated tokens have a grace: $name',
    async (sdk) => {
      await using connected = await expiredClient(sdk, 10);
      const { client } = connected;
      await Promise.allSettled(calls.map((tool) => client.call(tool)));
      await client.connect();
      await expect(client.call('list_tags')).resolves.toBeDefined();
      expect(client.provider.asked).toHaveLength(1);
    },
  );
});
