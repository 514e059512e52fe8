import { memoryStore, testClock } from '@picard-mcp/core/testing';
import { describe, expect, it } from 'vitest';
import { authorizationStoreContract } from './authorization-store-contract.js';
import { authorizationStoreInMemory } from './in-memory-authorization-store.js';

authorizationStoreContract('authorizationStoreInMemory', async () => {
  const { users } = memoryStore();
  return { authorization: authorizationStoreInMemory({ users }), users, close: async () => {} };
});

describe('rate limits in memory', () => {
  const policy = { name: 'attempts', points: 2, seconds: 60 };

  it('count the time from the first event, by the clock that they were given', async () => {
    const clock = testClock();
    const { users } = memoryStore();
    const limiter = authorizationStoreInMemory({ users, clock }).rateLimiter(policy);
    expect(await limiter.consume('a')).toBeUndefined();
    clock.advance(20_000);
    expect(await limiter.consume('a')).toBeUndefined();
    expect(await limiter.consume('a')).toBe(40);
    clock.advance(39_000);
    expect(await limiter.consume('a')).toBe(1);
    clock.advance(1_000);
    expect(await limiter.consume('a')).toBeUndefined();
  });

  it('forget what is over when the store is purged', async () => {
    const clock = testClock();
    const { users } = memoryStore();
    const store = authorizationStoreInMemory({ users, clock });
    const limiter = store.rateLimiter({ ...policy, points: 1 });
    await limiter.consume('a');
    clock.advance(30_000);
    await limiter.consume('b');
    await store.purge(new Date(clock.now().getTime() + 45_000));
    expect(await limiter.consume('a')).toBeUndefined();
    expect(await limiter.consume('b')).toBe(60);
  });
});
