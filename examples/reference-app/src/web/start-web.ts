import { createServer, type Server } from 'node:http';
import { createApplication } from './application.js';
import type { WebConfiguration } from './configuration.js';
import { connectionStore } from './connection/connection-store.js';
import { createConnector } from './connection/create-connector.js';
import { type OAuthClientStore, oauthClientStore } from './connection/oauth-client-store.js';
import type { Database } from './database/database.js';
import { updateSchema } from './database/update-schema.js';
import type { WebLogger } from './logger.js';
import { backChannel } from './memory-service/back-channel.js';
import { createMemoryServices } from './memory-service/create-memory-services.js';
import { keyFor, parseKeyRing } from './sealing/key-ring.js';
import { createSealer } from './sealing/sealer.js';

export interface WebOptions {
  readonly configuration: WebConfiguration;
  /** Is closed with the application. */
  readonly database: Database;
  /** Key ring as text. */
  readonly encryptionKeys: string;
  readonly logger: WebLogger;
  readonly now?: () => Date;
}

/** The application answers requests. */
export interface RunningWeb {
  readonly server: Server;
  /** As whom the application acts at the memory server. */
  readonly clients: OAuthClientStore;
  /** Stops accepting, finishes what was accepted, and releases everything. */
  close(): Promise<void>;
}

const drainMs = 10_000;

/** Brings the application's database up to date, and serves. */
export async function startWeb(options: WebOptions): Promise<RunningWeb> {
  const { configuration, database, logger, now = () => new Date() } = options;
  const { host, port, issuer, serviceUrl, url } = configuration;
  const ran = await updateSchema(database);
  if (ran.length > 0)
    logger.info({ migrations: ran }, "brought the application's schema up to date");

  const keys = parseKeyRing(options.encryptionKeys);
  const sealer = createSealer(keys);
  const channel = backChannel(issuer, serviceUrl, logger);
  const connections = connectionStore(database.pool, sealer);
  const clients = oauthClientStore(database.pool, sealer);
  const connector = createConnector({
    connections,
    clients,
    client: configuration.client,
    channel,
    issuer,
    redirectUri: `${url}/connection/callback`,
    now,
    logger,
  });
  const { app, close } = createApplication({
    configuration,
    database,
    sealer,
    signingSecrets: keys.map(({ key }) => Buffer.from(keyFor(key, 'signing')).toString('base64')),
    connections,
    connector,
    memoryServices: createMemoryServices({ channel, serverUrl: issuer, connector }),
    logger,
    now,
  });

  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  server.on('error', (err) => logger.error({ err }, 'a connection could not be accepted'));
  return {
    server,
    clients,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const deadline = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearInterval(idle);
      clearTimeout(deadline);
      close();
      await connector.settle();
      await database.close();
    },
  };
}
