import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateKeyRing, keyFor, keyRing, parseKeyRing } from './key-ring.js';

const key = randomBytes(32).toString('base64');

describe('a key ring', () => {
  it('is generated as one that is accepted, of 32 bytes, another each time', () => {
    const [one, other] = [generateKeyRing(), generateKeyRing()];
    expect(one).not.toBe(other);
    expect(keyRing.safeParse(one).success).toBe(true);
    expect(parseKeyRing(one).map(({ key: bytes }) => bytes.length)).toEqual([32]);
  });

  it('keeps its order, the current key first', () => {
    const ring = parseKeyRing(`new:${key}, old:${randomBytes(32).toString('base64url')}`);
    expect(ring.map(({ id }) => id)).toEqual(['new', 'old']);
    expect(ring.map(({ key: bytes }) => bytes.length)).toEqual([32, 32]);
  });

  it('gives a key without an id the same one wherever it stands', () => {
    const alone = parseKeyRing(key)[0]?.id;
    expect(parseKeyRing(`new:${randomBytes(32).toString('base64')},${key}`)[1]?.id).toBe(alone);
    expect(alone).toMatch(/^k[0-9a-f]{16}$/);
  });

  it.each([
    '',
    'k1:',
    `k1:${randomBytes(31).toString('base64')}`,
    `k1:${randomBytes(64).toString('base64')}`,
    `k1:${key},`,
    `k1:${key},k1:${randomBytes(32).toString('base64')}`,
    `k 1:${key}`,
    `${key},${key}`,
  ])('is refused as %j', (text) => {
    expect(keyRing.safeParse(text).success).toBe(false);
  });

  it('gives each purpose a key of its own', () => {
    const bytes = randomBytes(32);
    const keys = ['signing', 'sealing', 'signing'].map((purpose) =>
      Buffer.from(keyFor(bytes, purpose)).toString('hex'),
    );
    expect(keys[0]).toBe(keys[2]);
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[0]).not.toBe(bytes.toString('hex'));
  });
});
