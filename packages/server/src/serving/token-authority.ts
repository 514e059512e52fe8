import { join } from 'node:path';
import { fileSigningKeys, type SigningKeyStorage } from '@picard-mcp/oauth';
import type { PostgresStore } from '@picard-mcp/store-postgres';
import type { Configuration } from '../configuration/configuration.js';

type Place = Pick<Configuration, 'databaseUrl' | 'dataDir'>;

/** The resource that access tokens are good for. */
export function resourceOf(issuer: string): string {
  return `${issuer}/mcp`;
}

/**
 * Storage of the signing keys: the database that several servers share, otherwise the data folder,
 * because a server locks the embedded database and the operator's tool also signs tokens.
 */
export function signingKeysOf({ databaseUrl, dataDir }: Place, store: PostgresStore) {
  return databaseUrl === undefined ? signingKeysIn(dataDir) : store.authorization.signingKeys;
}

/** The signing keys in a data folder. */
export function signingKeysIn(dataDir: string): SigningKeyStorage {
  return fileSigningKeys(join(dataDir, 'signing-keys'));
}
