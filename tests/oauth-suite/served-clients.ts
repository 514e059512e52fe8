import { memoryStore } from '@picard-mcp/core/testing';
import { authorizationStoreInMemory } from '@picard-mcp/oauth/testing';
import {
  type Adapter,
  type OAuthServer,
  type OAuthServerOptions,
  password,
  startOAuthServer,
} from './oauth-server.js';
import {
  type PersonalClient,
  type PersonalClientOptions,
  personalClient,
} from './personal-client.js';
import type { Sdk } from './sdk-clients.js';

/** A fresh Picard in memory with the user `ann`, and MCP clients of hers. */
export interface ServedClients {
  readonly server: OAuthServer;
  readonly endpoint: string;
  /** An MCP client that knows nothing but the endpoint, with a browser of its own. */
  client(sdk: Sdk, options?: Partial<PersonalClientOptions>): PersonalClient;
  /** Lets time pass for the server. Seconds. */
  wait(seconds: number): void;
  /** Ends the process, and begins another on the same store, keys and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function serveClients(
  adapter: Adapter,
  authorization: OAuthServerOptions['authorization'] = {},
): Promise<ServedClients> {
  let waited = 0;
  const clock = { now: () => new Date(Date.now() + waited * 1000) };
  const memory = memoryStore();
  const users = memory.users;
  const store = { ...memory, authorization: authorizationStoreInMemory({ users, clock }) };
  const options = { store, adapter, authorization: { clock, ...authorization } };
  let server = await startOAuthServer(options);
  const { url, encryptionKeys } = server;
  const endpoint = `${url}/mcp`;
  await server.addUser('ann');
  return {
    get server() {
      return server;
    },
    endpoint,
    client: (sdk, client) =>
      personalClient({
        sdk,
        endpoint,
        origin: url,
        person: { username: 'ann', password },
        ...client,
      }),
    wait(seconds) {
      waited += seconds;
    },
    async restart() {
      await server.close();
      server = await startOAuthServer({
        ...options,
        encryptionKeys,
        port: Number(new URL(url).port),
      });
      // Until this process has heard that its connections to the former one are closed.
      while (!(await fetch(`${url}/health/live`).catch(() => undefined))?.ok);
    },
    close: () => server.close(),
  };
}

/** As a client gives a token back (RFC 7009). */
export async function revoke(
  { provider }: PersonalClient,
  { url }: Pick<OAuthServer, 'url'>,
  kind: 'access_token' | 'refresh_token',
): Promise<void> {
  const { client, tokens } = provider.kept;
  const { client_id = '', client_secret } = client ?? {};
  const body = new URLSearchParams({ token: tokens?.[kind] ?? '' });
  const headers = new Headers();
  if (client_secret === undefined) body.set('client_id', client_id);
  else headers.set('authorization', `Basic ${btoa(`${client_id}:${client_secret}`)}`);
  const response = await fetch(`${url}/revoke`, { method: 'POST', body, headers });
  if (response.status !== 200) throw new Error(`not revoked: ${await response.text()}`);
}
