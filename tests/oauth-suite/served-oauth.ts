import type { TestDatabase, TestStore } from '@picard-mcp/store-postgres/testing';
import { afterAll, beforeAll } from 'vitest';
import { type OAuthServer, type OAuthServerOptions, startOAuthServer } from './oauth-server.js';

/** Far more than the tests of a file do from their one address. */
const generous = { points: 100_000, seconds: 60 };
export const generousLimits = {
  ...{ loginAccount: generous, loginAddress: generous, userRegistration: generous },
  ...{ clientRegistration: generous, tokenFailures: generous },
};

/** A server, and the store under it. */
export interface ServedOAuth {
  readonly server: OAuthServer;
  readonly store: TestStore;
}

/** One server for all tests of a suite, with the limits of attempts out of the way. */
export function serveOAuth(
  database: TestDatabase,
  options: Omit<OAuthServerOptions, 'store'> = {},
): ServedOAuth {
  let store: TestStore;
  let server: OAuthServer;
  beforeAll(async () => {
    store = await database.open();
    const authorization = {
      ...{ metadataDocuments: false as const, rateLimits: generousLimits },
      ...options.authorization,
    };
    server = await startOAuthServer({ store, ...options, authorization });
  });
  afterAll(async () => {
    await server?.close();
    await store?.close();
  });
  return {
    get server() {
      return server;
    },
    get store() {
      return store;
    },
  };
}

let numberOfUsers = 0;

/** The username of a new local account. */
export async function newUser({ server }: Pick<ServedOAuth, 'server'>): Promise<string> {
  numberOfUsers += 1;
  const { username } = await server.addUser(`user${numberOfUsers}`);
  return username;
}

/** The Authorization header of HTTP Basic. */
export function basic(name: string, secret: string): { readonly authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}` };
}
