import { memoryStore } from '@picard-mcp/core/testing';
import { registerClient } from '@picard-mcp/oauth';
import { authorizationStoreInMemory } from '@picard-mcp/oauth/testing';
import type { WebConfiguration } from '../../examples/reference-app/src/web/configuration.js';
import type { Database } from '../../examples/reference-app/src/web/database/database.js';
import { generateKeyRing } from '../../examples/reference-app/src/web/sealing/key-ring.js';
import { freePort } from '../free-port.js';
import {
  type FullStore,
  type OAuthServer,
  type OAuthServerOptions,
  startOAuthServer,
} from '../oauth-suite/oauth-server.js';
import { lendInMemory } from './application-databases.js';
import { startTestWeb } from './test-web.js';

export interface InstallationOptions {
  readonly configuration?: Partial<WebConfiguration>;
  /** Of the client that the application is. */
  readonly scopes?: readonly ('memories:read' | 'memories:write')[];
  readonly authorization?: OAuthServerOptions['authorization'];
  /** Of the memory server; default: the built-in one. */
  readonly languageModel?: OAuthServerOptions['languageModel'];
  readonly now?: () => Date;
}

/** The web application and the memory server that it uses, on ports of their own, everything in memory. */
export interface Installation {
  /** Of the application, without a slash at its end. */
  readonly url: string;
  /** The memory server as it runs now. */
  readonly server: OAuthServer;
  /** What the application logged. */
  readonly log: readonly {
    readonly level: string;
    readonly message: string;
    readonly fields: object;
  }[];
  /** The application's database. */
  readonly database: Database;
  /** Takes the memory server down, or brings it back with everything that it held. */
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  close(): Promise<void>;
}

export async function startInstallation(options: InstallationOptions = {}): Promise<Installation> {
  const memories = memoryStore();
  const store: FullStore = {
    ...memories,
    authorization: authorizationStoreInMemory({ users: memories.users }),
  };
  const { authorization, languageModel } = options;
  let server = await startOAuthServer({
    store,
    ...(authorization && { authorization }),
    ...(languageModel && { languageModel }),
  });
  const { encryptionKeys, issuer } = server;
  const port = Number(new URL(issuer).port);
  const webPort = await freePort();
  const url = `http://localhost:${webPort}`;
  const { client, secret = '' } = await registerClient(
    { clients: store.authorization.clients },
    {
      name: 'Picard reference application',
      redirectUris: [`${url}/connection/callback`],
      scopes: options.scopes ?? ['memories:read', 'memories:write'],
      isConfidential: true,
      allowDirectConnect: true,
    },
  );
  const database = await lendInMemory();
  const log: { level: string; message: string; fields: object }[] = [];
  const web = await startTestWeb({
    ...{ port: webPort, issuer, client: { id: client.clientId, secret }, database },
    encryptionKeys: generateKeyRing(),
    log: (level, fields, message) => void log.push({ level, fields, message }),
    ...(options.configuration && { configuration: options.configuration }),
    ...(options.now && { now: options.now }),
  });
  return {
    url,
    get server() {
      return server;
    },
    log,
    database,
    stopServer: () => server.close(),
    async startServer() {
      server = await startOAuthServer({
        store,
        encryptionKeys,
        port,
        ...(authorization && { authorization }),
        ...(languageModel && { languageModel }),
      });
    },
    async close() {
      web.server.closeAllConnections();
      await web.close();
      await server.close();
    },
  };
}
