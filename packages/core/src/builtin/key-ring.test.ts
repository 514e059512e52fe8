import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PicardError } from '../errors.js';
import { generateEncryptionKey, parseKeyRing } from './key-ring.js';

const base64 = Buffer.alloc(32, 0xfb).toString('base64');
const other = Buffer.alloc(32, 7).toString('base64');

function refusal(text: string): PicardError {
  try {
    parseKeyRing(text);
  } catch (error) {
    if (error instanceof PicardError) return error;
  }
  throw new Error('the ring was not refused with a PicardError');
}

describe('parseKeyRing', () => {
  it('takes the first key as the current one and knows all of them', () => {
    const ring = parseKeyRing(` 2026-05:${base64} , old.key_1:${other}\n`);
    expect(ring.current.id).toBe('2026-05');
    expect(ring.find('2026-05')?.key.equals(ring.current.key)).toBe(true);
    expect(ring.find('old.key_1')?.key.export()).toEqual(Buffer.alloc(32, 7));
    expect(ring.find('unknown')).toBeUndefined();
  });

  it('takes base64url and missing padding too', () => {
    const ring = parseKeyRing(`a:${Buffer.alloc(32, 0xfb).toString('base64url')}`);
    expect(ring.current.key.export()).toEqual(Buffer.alloc(32, 0xfb));
  });

  it('takes a key without an id, as platforms generate it, under the same id wherever it stands', () => {
    const { current } = parseKeyRing(base64);
    expect(current.key.export()).toEqual(Buffer.alloc(32, 0xfb));
    expect(current.id).toMatch(/^k[0-9a-f]{16}$/);
    const rotated = parseKeyRing(`new:${other},${base64}`);
    expect(rotated.current.id).toBe('new');
    expect(rotated.find(current.id)?.key.equals(current.key)).toBe(true);
    expect(parseKeyRing(other).current.id).not.toBe(current.id);
  });

  it.each([
    ['', 'entry 1 is not of the form kid:base64key'],
    [base64.slice(1), 'entry 1 is not of the form kid:base64key'],
    [`${base64},${base64}`, 'appears twice'],
    [`${base64},k2:${base64}`, '"k2" are the same key'],
    [`a:${base64},`, 'entry 2 is not of the form kid:base64key'],
    [`:${base64}`, 'entry 1: a key id has'],
    [`a b:${base64}`, 'entry 1: a key id has'],
    [`${'k'.repeat(65)}:${base64}`, 'entry 1: a key id has'],
    ['k1:', 'key "k1" must be 32 bytes in base64'],
    [`k1:${Buffer.alloc(31, 1).toString('base64')}`, 'key "k1" must be 32 bytes'],
    [`k1:${Buffer.alloc(33, 1).toString('base64')}`, 'key "k1" must be 32 bytes'],
    [`a:${base64},k2:${'*'.repeat(43)}`, 'key "k2" must be 32 bytes'],
    [`k1:k2:${base64}`, 'key "k1" must be 32 bytes'],
    [`k1:${base64},k1:${other}`, 'key id "k1" appears twice'],
    [`k1:${base64},k2:${base64}`, '"k1" and "k2" are the same key'],
  ])('refuses %j, saying why and never showing a key', (text, reason) => {
    const error = refusal(text);
    expect(error.code).toBe('invalid_input');
    expect(error.message).toContain(reason);
    expect(inspect(error)).not.toContain(base64.slice(0, 20));
    expect(inspect(error)).not.toContain(other.slice(0, 20));
  });

  it('shows no key when a ring is logged', () => {
    const ring = parseKeyRing(`a:${other}`);
    const shown = inspect(ring, { depth: 10, showHidden: true }) + JSON.stringify(ring);
    expect(shown).not.toContain(other.slice(0, 20));
    expect(shown).not.toMatch(/07 07 07|7,7,7/);
  });
});

describe('generateEncryptionKey', () => {
  it('makes an entry that a ring can be parsed from, another each time', () => {
    const [a, b] = [generateEncryptionKey(), generateEncryptionKey('mine')];
    const ring = parseKeyRing(`${a},${b}`);
    expect(ring.current.key.export()).toHaveLength(32);
    expect(ring.find('mine')).toBeDefined();
    expect(() => generateEncryptionKey('not,mine')).toThrow(PicardError);
  });
});
