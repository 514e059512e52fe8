import { randomUUID } from 'node:crypto';
import { memoryStore } from '@picard-mcp/core/testing';
import { registerClient } from '@picard-mcp/oauth';
import { authorizationStoreInMemory } from '@picard-mcp/oauth/testing';
import type { User } from '../../examples/reference-app/src/web/accounts/user.js';
import {
  type ConnectionStore,
  connectionStore,
} from '../../examples/reference-app/src/web/connection/connection-store.js';
import type { Connector } from '../../examples/reference-app/src/web/connection/connector.js';
import {
  type ConnectorOptions,
  createConnector,
} from '../../examples/reference-app/src/web/connection/create-connector.js';
import { oauthClientStore } from '../../examples/reference-app/src/web/connection/oauth-client-store.js';
import type { Database } from '../../examples/reference-app/src/web/database/database.js';
import { openEmbeddedDatabase } from '../../examples/reference-app/src/web/database/open-database.js';
import { updateSchema } from '../../examples/reference-app/src/web/database/update-schema.js';
import { backChannel } from '../../examples/reference-app/src/web/memory-service/back-channel.js';
import { createMemoryServices } from '../../examples/reference-app/src/web/memory-service/create-memory-services.js';
import {
  generateKeyRing,
  parseKeyRing,
} from '../../examples/reference-app/src/web/sealing/key-ring.js';
import { createSealer } from '../../examples/reference-app/src/web/sealing/sealer.js';
import { type FullStore, type OAuthServer, startOAuthServer } from '../oauth-suite/oauth-server.js';
import { type Relay, startRelay } from './relay.js';

export type LabUser = Pick<User, 'id' | 'username' | 'email'>;

/** A memory server behind a relay, and as many instances of the application's connector as wanted on one database. */
export interface ConnectorLab {
  readonly server: OAuthServer;
  readonly relay: Relay;
  readonly database: Database;
  readonly connections: ConnectionStore;
  readonly client: { readonly id: string; readonly secret: string };
  /** Where the application says that users are sent back to. */
  readonly redirectUri: string;
  /** What the instances logged, as text. */
  readonly log: string[];
  /** An instance of its own, as another process would have. */
  connector(options?: Partial<ConnectorOptions>): Connector;
  /** The memory server in a user's name, through an instance. */
  memory(connector: Connector, userId: string): ReturnType<ReturnType<typeof createMemoryServices>>;
  addUser(username: string): Promise<LabUser>;
  /** Makes the access token of a user run out. */
  expire(userId: string): Promise<void>;
  /** How often new tokens were asked for. */
  refreshes(): number;
  close(): Promise<void>;
}

export async function connectorLab(): Promise<ConnectorLab> {
  const memories = memoryStore();
  const store: FullStore = {
    ...memories,
    authorization: authorizationStoreInMemory({ users: memories.users }),
  };
  const server = await startOAuthServer({ store });
  const relay = await startRelay(server.url);
  const redirectUri = 'http://localhost:8000/connection/callback';
  const registered = await registerClient(
    { clients: store.authorization.clients },
    {
      name: 'Picard reference application',
      redirectUris: [redirectUri],
      scopes: ['memories:read', 'memories:write'],
      isConfidential: true,
      allowDirectConnect: true,
    },
  );
  const client = { id: registered.client.clientId, secret: registered.secret ?? '' };
  const database = await openEmbeddedDatabase();
  await updateSchema(database);
  const sealer = createSealer(parseKeyRing(generateKeyRing()));
  const connections = connectionStore(database.pool, sealer);
  const log: string[] = [];
  const note = (_fields: object, message: string) => void log.push(message);
  const { issuer } = server;
  const channel = backChannel(issuer, relay.url);

  return {
    ...{ server, relay, database, connections, client, redirectUri, log },
    connector: (options = {}) =>
      createConnector({
        ...{ connections, client, channel, issuer, redirectUri },
        clients: oauthClientStore(database.pool, sealer),
        now: () => new Date(),
        logger: { debug: note, info: note, warn: note, error: note },
        // Where tests wait, what they wait for comes.
        limits: { patience: 300_000 },
        ...options,
      }),
    memory: (connector, userId) =>
      createMemoryServices({ channel, serverUrl: issuer, connector })(userId),
    async addUser(username) {
      const user = { id: randomUUID(), username, email: `${username}@example.org` };
      await database.pool.query(
        'insert into users (id, username, email, password_hash) values ($1, $2, $3, $4)',
        [user.id, user.username, user.email, ''],
      );
      return user;
    },
    async expire(userId) {
      await database.pool.query(
        "update connections set expires_at = now() - interval '1 hour' where user_id = $1",
        [userId],
      );
    },
    refreshes: () => relay.paths.filter((path) => path === '/token').length,
    async close() {
      await database.close();
      await relay.close();
      await server.close();
    },
  };
}
