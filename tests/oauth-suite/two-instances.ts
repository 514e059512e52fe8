import type { TestStore } from '@picard-mcp/store-postgres/testing';
import { type OAuthServer, type OAuthServerOptions, startOAuthServer } from './oauth-server.js';
import { generousLimits } from './served-oauth.js';

/** Two servers of one deployment: one issuer, one database, keys in common. */
export interface TwoInstances {
  readonly first: OAuthServer;
  readonly second: OAuthServer;
  /** Calls `work` for both in turn, so many times at once. */
  race<Result>(
    count: number,
    work: (base: string, index: number) => Promise<Result>,
  ): Promise<Result[]>;
  close(): Promise<void>;
}

/** Real PostgreSQL alone. `second` may have a store of its own way to the database. */
export async function twoInstances(
  store: TestStore,
  options: {
    readonly logger?: OAuthServerOptions['logger'];
    readonly second?: Parameters<TestStore['another']>[0];
  } = {},
): Promise<TwoInstances> {
  const { logger } = options;
  const shared = {
    ...(logger && { logger }),
    authorization: { metadataDocuments: false as const, rateLimits: generousLimits },
  };
  const first = await startOAuthServer({ store, adapter: 'express', ...shared });
  const { issuer, encryptionKeys } = first;
  const second = await startOAuthServer({
    ...{ store: await store.another(options.second), adapter: 'koa', issuer, encryptionKeys },
    ...shared,
  });
  const bases = [first.url, second.url] as const;
  return {
    first,
    second,
    race: (count, work) =>
      Promise.all(
        Array.from({ length: count }, (_, index) => work(bases[index % 2 === 0 ? 0 : 1], index)),
      ),
    async close() {
      await second.close();
      await first.close();
    },
  };
}
