import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDatabases } from '../testing/describe-databases.js';
import type { TestStore } from '../testing/test-store.js';

const policy = { name: 'login', points: 3, seconds: 600 };

describeDatabases('rate limits', (database) => {
  let store: TestStore;
  beforeEach(async () => {
    store = await database.open();
  });
  afterEach(() => store.close());

  it('fail as unavailable, like everything else, when the database cannot be asked', async () => {
    const limiter = store.authorization.rateLimiter(policy);
    await store.database.close();
    const unavailable = { name: 'PicardError', code: 'unavailable' };
    await expect(limiter.consume('a')).rejects.toMatchObject(unavailable);
    await expect(limiter.reset('a')).rejects.toMatchObject(unavailable);
  });
});

describeDatabases('rate limits among instances', { only: 'postgres' }, (database) => {
  let store: TestStore;
  beforeEach(async () => {
    store = await database.open();
  });
  afterEach(() => store.close());

  it('hold on all instances together', async () => {
    const another = await store.another();
    const limiters = [store, another].map(({ authorization }) => authorization.rateLimiter(policy));
    const waits = await Promise.all(
      Array.from({ length: 20 }, (_, index) => limiters[index % 2]?.consume('a')),
    );
    expect(waits.filter((wait) => wait === undefined)).toHaveLength(3);
    for (const wait of waits.filter((each) => each !== undefined)) {
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(600);
    }
  });
});
