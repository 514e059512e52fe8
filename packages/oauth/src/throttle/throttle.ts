import { createHash } from 'node:crypto';
import { PicardError } from '@picard-mcp/core';
import type { RateLimiter, RateLimitPolicy } from '../ports/rate-limiter.js';

/** What may be done how often. Counts hold on all instances together. */
export const defaultRateLimits = {
  /** Attempts to log in to one account, from anywhere. */
  loginAccount: { points: 20, seconds: 900 },
  /** Attempts to log in from one address. */
  loginAddress: { points: 100, seconds: 900 },
  /** New accounts from one address. */
  userRegistration: { points: 20, seconds: 3600 },
  /** Clients that register themselves, from one address. */
  clientRegistration: { points: 60, seconds: 3600 },
  /** Failed requests of one client for one grant type at the token endpoint, from one address. */
  tokenFailures: { points: 60, seconds: 60 },
  /** Metadata documents fetched on behalf of one address. */
  metadataDocuments: { points: 60, seconds: 60 },
} as const satisfies Record<string, Omit<RateLimitPolicy, 'name'>>;

export type RateLimitName = keyof typeof defaultRateLimits;
export type RateLimits = Readonly<Record<RateLimitName, Omit<RateLimitPolicy, 'name'>>>;

export interface Throttle {
  /**
   * Counts an event for the key that the parts form.
   *
   * @throws PicardError `rate_limited` with `retryAfter` when there were too many.
   */
  consume(name: RateLimitName, ...parts: readonly string[]): Promise<void>;
  /** @throws PicardError `rate_limited` when this instance knows already that there were too many. No database is asked. */
  assertNotBlocked(name: RateLimitName, ...parts: readonly string[]): void;
  /** Forgets the events, as after a login that succeeded. */
  reset(name: RateLimitName, ...parts: readonly string[]): Promise<void>;
}

export interface ThrottleOptions {
  readonly limiterOf: (policy: RateLimitPolicy) => RateLimiter;
  readonly limits: RateLimits;
  readonly now: () => number;
}

const maxBlocked = 10_000;

export function createThrottle({ limiterOf, limits, now }: ThrottleOptions): Throttle {
  const limiters = new Map<RateLimitName, RateLimiter>();
  /** Until when a key is refused, by name and key. */
  const blocked = new Map<string, number>();

  function limiter(name: RateLimitName): RateLimiter {
    const known = limiters.get(name) ?? limiterOf({ name, ...limits[name] });
    limiters.set(name, known);
    return known;
  }

  return {
    async consume(name, ...parts) {
      const key = keyOf(parts);
      const seconds = await limiter(name).consume(key);
      if (seconds === undefined) return;
      if (blocked.size >= maxBlocked) blocked.clear();
      blocked.set(`${name} ${key}`, now() + seconds * 1000);
      throw tooMany(seconds);
    },
    assertNotBlocked(name, ...parts) {
      const place = `${name} ${keyOf(parts)}`;
      const until = blocked.get(place);
      if (until === undefined) return;
      const left = until - now();
      if (left > 0) throw tooMany(left / 1000);
      blocked.delete(place);
    },
    async reset(name, ...parts) {
      const key = keyOf(parts);
      blocked.delete(`${name} ${key}`);
      await limiter(name).reset(key);
    },
  };
}

/** The part of an address that one household shares: an IPv6 network of 64 bits, an IPv4 address. */
export function networkOf(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  if (!address.includes(':') || address.startsWith('::ffff:'))
    return address.replace('::ffff:', '');
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing =
    tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  return [...groups, ...Array<string>(Math.max(missing, 0)).fill('0')].slice(0, 4).join(':');
}

/** Neither names nor addresses lie in the table of counts. */
function keyOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function tooMany(seconds: number): PicardError {
  return new PicardError('rate_limited', 'Too many attempts. Try again later.', {
    retryAfter: Math.max(1, Math.ceil(seconds)),
  });
}
