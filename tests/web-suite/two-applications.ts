import { silentLogger } from '@picard-mcp/core/ports';
import { registerClient } from '@picard-mcp/oauth';
import type { TestStore } from '@picard-mcp/store-postgres/testing';
import { openDatabase } from '../../examples/reference-app/src/web/database/open-database.js';
import { generateKeyRing } from '../../examples/reference-app/src/web/sealing/key-ring.js';
import { freePort } from '../free-port.js';
import { createOwnDatabase } from '../journey/own-database.js';
import { twoInstances } from '../oauth-suite/two-instances.js';
import { startApplication } from './application.js';
import { type Page, type Visitor, visitor } from './visitor.js';

/** Two instances of the application on one database, each with a memory server of its own on another. */
export interface TwoApplications {
  /** Two tabs of one browser, one at each instance. */
  readonly tabs: readonly [Visitor, Visitor];
  /** Base URL of each instance. */
  readonly urls: readonly [string, string];
  /** Does the same in both tabs at the same moment. */
  both(work: (tab: Visitor, index: 0 | 1) => Promise<Page>): Promise<readonly [Page, Page]>;
  close(): Promise<void>;
}

/** @param store a real PostgreSQL: an embedded database belongs to one process. */
export async function twoApplications(store: TestStore): Promise<TwoApplications> {
  const servers = await twoInstances(store);
  const own = await createOwnDatabase(store.connectionString ?? '');
  const ports = [await freePort(), await freePort()] as const;
  const urls = [`http://localhost:${ports[0]}`, `http://localhost:${ports[1]}`] as const;
  const { client, secret = '' } = await registerClient(
    { clients: store.authorization.clients },
    {
      name: 'Picard reference application',
      redirectUris: urls.map((url) => `${url}/connection/callback`),
      scopes: ['memories:read', 'memories:write'],
      isConfidential: true,
      allowDirectConnect: true,
    },
  );
  const encryptionKeys = generateKeyRing();
  const start = (port: number, serviceUrl: string) =>
    startApplication({
      port,
      issuer: servers.first.issuer,
      client: { id: client.clientId, secret },
      configuration: { serviceUrl },
      database: openDatabase(own.url, silentLogger),
      encryptionKeys,
      logger: silentLogger,
    });
  const applications = [
    await start(ports[0], servers.first.url),
    await start(ports[1], servers.second.url),
  ];
  const tabs = [visitor(urls[0]), visitor(urls[1])] as const;
  await tabs[0].register('ann');
  await tabs[0].connect();
  for (const [name, value] of tabs[0].cookies) tabs[1].cookies.set(name, value);
  return {
    tabs,
    urls,
    both: (work) => Promise.all([work(tabs[0], 0), work(tabs[1], 1)]),
    async close() {
      for (const { server, close } of applications) {
        server.closeAllConnections();
        await close();
      }
      await servers.close();
      await own.drop();
    },
  };
}
