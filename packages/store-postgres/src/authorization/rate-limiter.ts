import { toPicardError } from '@picard-mcp/core/ports';
import type { RateLimiter, RateLimitPolicy } from '@picard-mcp/oauth/ports';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database, Statement } from '../database/database.js';

/** Counts in the database, one row and one statement for each event of a key. */
export function rateLimiter(database: Database, policy: RateLimitPolicy): RateLimiter {
  const limiter = new RateLimiterPostgres({
    // It asks of a pool nothing but `query`.
    storeClient: { query: (statement: Statement) => database.query(statement) },
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    // What has expired is removed with everything else that has.
    clearExpiredByTimeout: false,
    keyPrefix: policy.name,
    points: policy.points,
    duration: policy.seconds,
  });
  return {
    async consume(key) {
      try {
        await limiter.consume(key);
        return undefined;
      } catch (thrown) {
        if (thrown instanceof RateLimiterRes) return thrown.msBeforeNext / 1000;
        throw toPicardError(thrown);
      }
    },
    async reset(key) {
      await limiter.delete(key).catch((thrown: unknown) => {
        throw toPicardError(thrown);
      });
    },
  };
}
