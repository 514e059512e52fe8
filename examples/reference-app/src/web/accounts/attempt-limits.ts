import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../database/database.js';

/** What may be tried how often. */
const policies = {
  /** Logins with one name, from anywhere. */
  loginName: { points: 10, duration: 900 },
  /** Logins from one network. */
  loginAddress: { points: 100, duration: 900 },
  /** New accounts from one network. */
  registration: { points: 100, duration: 3600 },
  /** Guesses at the password of an account by somebody who is logged in. */
  password: { points: 10, duration: 900 },
} as const;

export type AttemptLimit = keyof typeof policies;

/** How often something may be tried. The counts are in the database: they hold for all instances, and after a restart. */
export interface AttemptLimits {
  /** Counts an attempt of whoever `key` names. Answers after how many seconds to try again, if there were too many. */
  count(limit: AttemptLimit, key: string): Promise<number | undefined>;
  /** Forgets the attempts, as after one that succeeded. */
  forget(limit: AttemptLimit, key: string): Promise<void>;
}

export function createAttemptLimits({ pool }: Pick<Database, 'pool'>): AttemptLimits {
  const limiters = Object.fromEntries(
    Object.entries(policies).map(([name, policy]) => [
      name,
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        // One of them is enough to remove what has run out.
        clearExpiredByTimeout: name === 'loginName',
        keyPrefix: name,
        ...policy,
      }),
    ]),
  ) as Record<AttemptLimit, RateLimiterPostgres>;
  return {
    async count(limit, key) {
      try {
        await limiters[limit].consume(digest(key));
        return undefined;
      } catch (thrown) {
        if (thrown instanceof RateLimiterRes) return Math.max(1, thrown.msBeforeNext / 1000);
        throw thrown;
      }
    },
    async forget(limit, key) {
      await limiters[limit].delete(digest(key));
    },
  };
}

/** What of an address one household shares: an IPv4 address, or an IPv6 network of 64 bits. */
export function networkOf(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const inner = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (inner) return inner[1] ?? address;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  return [...groups, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...after]
    .slice(0, 4)
    .join(':');
}

/** Neither names nor addresses lie in the table. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
