import { type KeyRing, parseKeyRing } from '@picard-mcp/core/builtin';
import { type AuthorizationServer, createAuthorizationServer } from '@picard-mcp/oauth';
import { type PostgresStore, postgresStore } from '@picard-mcp/store-postgres';
import type { OpenOptions } from './oauth-scenario.js';

export const issuer = 'http://localhost';
export const audience = `${issuer}/mcp`;

export interface OpenedAuthorization {
  readonly store: PostgresStore;
  readonly server: AuthorizationServer;
  readonly keyRing: KeyRing;
  close(): Promise<void>;
}

/** The authorization server with its record of activity, as a product would run it. */
export async function openAuthorization(
  options: Pick<OpenOptions, 'databaseUrl' | 'encryptionKeys'>,
): Promise<OpenedAuthorization> {
  const store = await postgresStore({ connectionString: options.databaseUrl });
  const keyRing = parseKeyRing(options.encryptionKeys);
  const server = await createAuthorizationServer({
    issuer,
    store: store.authorization,
    users: store.users,
    activity: store.activity,
    encryptionKeys: keyRing,
  });
  return {
    store,
    server,
    keyRing,
    async close() {
      await server.close();
      await store.close();
    },
  };
}
