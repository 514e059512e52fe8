import { memoryStore, testClock } from '@picard-mcp/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RateLimiter, RateLimitPolicy } from '../ports/rate-limiter.js';
import { authorizationStoreInMemory } from '../testing/in-memory-authorization-store.js';
import { createThrottle, defaultRateLimits, networkOf } from './throttle.js';

describe('the throttle', () => {
  const clock = testClock();
  const limits = { ...defaultRateLimits, loginAccount: { points: 3, seconds: 60 } };
  const now = () => clock.now().getTime();
  let limiterOf: (policy: RateLimitPolicy) => RateLimiter;
  /** What the database was asked. */
  let asked: string[];

  beforeEach(() => {
    const store = authorizationStoreInMemory({ users: memoryStore().users, clock });
    asked = [];
    limiterOf = (policy) => {
      const limiter = store.rateLimiter(policy);
      return {
        consume(key) {
          asked.push(key);
          return limiter.consume(key);
        },
        reset: (key) => limiter.reset(key),
      };
    };
  });

  async function exhaust(throttle: ReturnType<typeof createThrottle>, ...parts: string[]) {
    for (let n = 0; n < 3; n += 1) await throttle.consume('loginAccount', ...parts);
    return throttle.consume('loginAccount', ...parts).catch((error) => error);
  }

  it('allows so many events and then says when to come again', async () => {
    const throttle = createThrottle({ limiterOf, limits, now });
    const refusal = await exhaust(throttle, 'ann');
    expect(refusal).toMatchObject({ code: 'rate_limited', retryAfter: 60 });
    clock.advance(60_000);
    await throttle.consume('loginAccount', 'ann');
  });

  it('counts one name apart from another, and one policy apart from another', async () => {
    const throttle = createThrottle({ limiterOf, limits, now });
    await exhaust(throttle, 'ann');
    await throttle.consume('loginAccount', 'bob');
    await throttle.consume('loginAddress', 'ann');
    await throttle.consume('loginAccount', 'ann', '');
    throttle.assertNotBlocked('loginAccount', 'bob');
    throttle.assertNotBlocked('loginAddress', 'ann');
  });

  it('never mistakes where one part of a name ends for where another does', async () => {
    const throttle = createThrottle({ limiterOf, limits, now });
    await exhaust(throttle, 'a', 'b');
    for (const parts of [['ab'], ['a b'], ['a', 'b', ''], ['a","b'], ['b', 'a']]) {
      await throttle.consume('loginAccount', ...parts);
    }
  });

  it('refuses a known offender without asking the database, until the time has come', async () => {
    const throttle = createThrottle({ limiterOf, limits, now });
    throttle.assertNotBlocked('loginAccount', 'ann');
    await exhaust(throttle, 'ann');
    const before = asked.length;
    clock.advance(59_000);
    expect(() => throttle.assertNotBlocked('loginAccount', 'ann')).toThrow('Too many attempts');
    clock.advance(1_000);
    throttle.assertNotBlocked('loginAccount', 'ann');
    expect(asked).toHaveLength(before);
  });

  it('forgets the events of a login that succeeded, and that it was blocked', async () => {
    const throttle = createThrottle({ limiterOf, limits, now });
    await exhaust(throttle, 'ann');
    await throttle.reset('loginAccount', 'ann');
    throttle.assertNotBlocked('loginAccount', 'ann');
    await throttle.consume('loginAccount', 'ann');
  });

  it('shares its counts with other instances on the same store', async () => {
    await exhaust(createThrottle({ limiterOf, limits, now }), 'ann');
    const other = createThrottle({ limiterOf, limits, now });
    await expect(other.consume('loginAccount', 'ann')).rejects.toMatchObject({
      code: 'rate_limited',
    });
  });

  it('lets no more through when 20 events come at once', async () => {
    const throttle = createThrottle({ limiterOf, limits, now });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => throttle.consume('loginAccount', 'ann')),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('puts neither names nor addresses into the table of counts', async () => {
    const throttle = createThrottle({ limiterOf, limits, now });
    await throttle.consume('loginAccount', 'ann@example.org', '192.0.2.1');
    expect(asked.join()).not.toMatch(/ann|192/);
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    [undefined, 'unknown'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is the same for every address that one household can make up', () => {
    expect(networkOf('2001:db8:1:2:ffff::1')).toBe(networkOf('2001:db8:1:2:0:0:0:9'));
    expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'));
  });
});
