import { describe, expect, it } from 'vitest';
import { generateKeyRing, parseKeyRing } from './key-ring.js';
import { createSealer } from './sealer.js';

const ring = generateKeyRing();
const sealer = createSealer(parseKeyRing(ring));

describe('what is sealed', () => {
  it('opens for its purpose, and is another text each time', async () => {
    const [one, other] = [
      await sealer.seal('a token', 'of ann'),
      await sealer.seal('a token', 'of ann'),
    ];
    expect(one).not.toBe(other);
    expect(one).not.toContain('token');
    expect(await sealer.open(one, 'of ann')).toBe('a token');
    expect(await sealer.open(other, 'of ann')).toBe('a token');
  });

  it.each(['', 'π — 🌱', 'x'.repeat(100_000), '\0'])('comes back as it was', async (text) => {
    expect(await sealer.open(await sealer.seal(text, 'p'), 'p')).toBe(text);
  });

  it('does not open for another purpose', async () => {
    expect(await sealer.open(await sealer.seal('a token', 'of ann'), 'of bob')).toBeUndefined();
  });

  it('does not open when any part of it was changed, also its purpose', async () => {
    const sealed = await sealer.seal('a token', 'of ann');
    const [head = '', ...rest] = sealed.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as object;
    const renamed = Buffer.from(JSON.stringify({ ...header, sub: 'of bob' })).toString('base64url');
    expect(await sealer.open([renamed, ...rest].join('.'), 'of bob')).toBeUndefined();
    for (const index of [10, sealed.length - 3, sealed.length - 30]) {
      const flipped = sealed[index] === 'A' ? 'B' : 'A';
      const changed = `${sealed.slice(0, index)}${flipped}${sealed.slice(index + 1)}`;
      expect(await sealer.open(changed, 'of ann')).toBeUndefined();
    }
  });

  it('is readable with a former key of the ring, and not when that is gone', async () => {
    const sealed = await sealer.seal('a token', 'p');
    const next = generateKeyRing();
    const rotated = createSealer(parseKeyRing(`${next},${ring}`));
    expect(await rotated.open(sealed, 'p')).toBe('a token');
    const now = await rotated.seal('another', 'p');
    expect(await createSealer(parseKeyRing(next)).open(now, 'p')).toBe('another');
    expect(await createSealer(parseKeyRing(next)).open(sealed, 'p')).toBeUndefined();
  });

  it.each([
    '',
    'rubbish',
    'a.b.c.d.e',
    `${Buffer.from('{"alg":"none"}').toString('base64url')}....`,
  ])('is not %j', async (text) => {
    expect(await sealer.open(text, 'p')).toBeUndefined();
  });

  it('is not what somebody sealed who has no key but its name', async () => {
    const [{ id } = { id: '' }] = parseKeyRing(ring);
    const forger = createSealer([{ id, key: new Uint8Array(32) }]);
    expect(await sealer.open(await forger.seal('a token', 'p'), 'p')).toBeUndefined();
  });
});
