import { describe, expect, it, vi } from 'vitest';
import { atOnce, hostileTexts } from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

const policy = { name: 'attempts', points: 3, seconds: 3600 };

export function rateLimitsContract(open: AuthorizationStoreFactory): void {
  describe('rate limits', () => {
    const store = useStore(open);
    const limiter = (changes: Partial<typeof policy> = {}) =>
      store().authorization.rateLimiter({ ...policy, ...changes });

    it('allows so many events and then says how long to wait', async () => {
      const attempts = limiter();
      for (let event = 0; event < 3; event += 1)
        expect(await attempts.consume('a')).toBeUndefined();
      for (let event = 0; event < 2; event += 1) {
        const seconds = await attempts.consume('a');
        expect(seconds).toBeGreaterThan(0);
        expect(seconds).toBeLessThanOrEqual(3600);
      }
    });

    it('allows no more than so many of 20 events at once', async () => {
      const answers = await atOnce(20, () => limiter().consume('a'));
      expect(answers.filter((answer) => answer === undefined)).toHaveLength(3);
    });

    it('counts limiters of one policy together, and other policies and keys apart', async () => {
      await atOnce(3, () => limiter().consume('a'));
      expect(await limiter().consume('a')).toBeGreaterThan(0);
      expect(await limiter({ name: 'other' }).consume('a')).toBeUndefined();
      expect(await limiter().consume('b')).toBeUndefined();
      expect(await limiter().consume('A')).toBeUndefined();
    });

    it('forgets the events of one key when that is asked', async () => {
      await atOnce(4, () => limiter().consume('a'));
      await atOnce(4, () => limiter().consume('b'));
      await limiter().reset('a');
      await limiter().reset('never seen');
      expect(await limiter().consume('a')).toBeUndefined();
      expect(await limiter().consume('b')).toBeGreaterThan(0);
    });

    it('counts keys of any text, each by itself', async () => {
      // Keys are hashes in the end: no longer than this.
      const keys = hostileTexts.map((text) => text.slice(0, 128));
      for (const key of keys) {
        expect(await limiter({ points: 1 }).consume(key), key).toBeUndefined();
      }
      for (const key of keys) expect(await limiter({ points: 1 }).consume(key)).toBeGreaterThan(0);
    });

    it('allows events again when the time is over that began with the first', async () => {
      const short = limiter({ points: 1, seconds: 1 });
      expect(await short.consume('a')).toBeUndefined();
      expect(await short.consume('a')).toBeGreaterThan(0);
      await vi.waitFor(async () => expect(await short.consume('a')).toBeUndefined(), {
        timeout: 10_000,
      });
    });
  });
}
