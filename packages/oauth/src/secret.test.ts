import { timingSafeEqual } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hashSecret, matchesSecret, newSecret } from './secret.js';

// The real one, watched: what it was asked is how secrets are compared.
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof import('node:crypto')>();
  return { ...real, timingSafeEqual: vi.fn(real.timingSafeEqual) };
});

beforeEach(() => void vi.mocked(timingSafeEqual).mockClear());

describe('a secret', () => {
  it('has 256 random bits and is another one each time', () => {
    const secrets = Array.from({ length: 1_000 }, newSecret);
    expect(new Set(secrets).size).toBe(1_000);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    // Each of the 256 bits is set in some and not in others.
    const bytes = secrets.map((secret) => Buffer.from(secret, 'base64url'));
    for (let bit = 0; bit < 256; bit += 1) {
      const set = bytes.filter((each) => ((each[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
      expect(set).toBeGreaterThan(350);
      expect(set).toBeLessThan(650);
    }
  });

  it('is known again by its hash, which does not hold it, and no other secret is', () => {
    const secret = newSecret();
    const hash = hashSecret(secret);
    expect(hash).not.toContain(secret);
    expect(matchesSecret(secret, hash)).toBe(true);
    for (const other of ['', hash, `${secret} `, secret.slice(0, -1), newSecret()]) {
      expect(matchesSecret(other, hash)).toBe(false);
    }
  });

  it('is never right where no hash is kept, not even the empty one', () => {
    for (const secret of ['', newSecret()]) expect(matchesSecret(secret, undefined)).toBe(false);
    expect(matchesSecret('', '')).toBe(false);
  });

  it('is compared in constant time by its hash, once, whether or not a hash is kept', () => {
    const secret = newSecret();
    for (const kept of [hashSecret(secret), hashSecret(newSecret()), undefined]) {
      vi.mocked(timingSafeEqual).mockClear();
      matchesSecret(secret, kept);
      const [call, ...more] = vi.mocked(timingSafeEqual).mock.calls;
      expect(more).toEqual([]);
      expect(call?.map((side) => side.byteLength)).toEqual([32, 32]);
    }
  });
});
