import type { WebConfiguration } from './configuration.js';
import type { ConnectionStore } from './connection/connection-store.js';
import type { Connector } from './connection/connector.js';
import type { Database } from './database/database.js';
import type { WebLogger } from './logger.js';
import type { MemoryServices } from './memory-service/memory-service.js';
import type { Sealer } from './sealing/sealer.js';

/** What the rooms of the application are given. */
export interface Context {
  readonly configuration: WebConfiguration;
  readonly database: Database;
  readonly sealer: Sealer;
  /** Current one first: what sessions and form tokens are signed with. */
  readonly signingSecrets: readonly string[];
  readonly connections: ConnectionStore;
  /** Makes, keeps fresh and ends the connections of users to the memory server. */
  readonly connector: Connector;
  readonly memoryServices: MemoryServices;
  readonly logger: WebLogger;
  readonly now: () => Date;
}
