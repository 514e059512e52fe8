import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.js';

describe('a password', () => {
  it('is known again, and no other is', async () => {
    const hash = await hashPassword('correct horse');
    expect(await verifyPassword(hash, 'correct horse')).toBe(true);
    expect(await verifyPassword(hash, 'correct horse ')).toBe(false);
    expect(await verifyPassword(hash, '')).toBe(false);
  });

  it('is kept as Argon2id with a salt of its own', async () => {
    const [one, other] = await Promise.all([hashPassword('same'), hashPassword('same')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it('is the same however its letters are composed', async () => {
    expect(await verifyPassword(await hashPassword('caf\u00e9'), 'cafe\u0301')).toBe(true);
  });

  it('of no user is never right', async () => {
    expect(await verifyPassword(undefined, 'nobody')).toBe(false);
    expect(await verifyPassword(undefined, '')).toBe(false);
  });

  it.each(['', 'x'.repeat(1025)])('must have a sensible length', async (password) => {
    await expect(hashPassword(password)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('that begins with a long one is another', async () => {
    const hash = await hashPassword('x'.repeat(1024));
    expect(await verifyPassword(hash, 'x'.repeat(1025))).toBe(false);
    expect(await verifyPassword(hash, 'x'.repeat(100_000))).toBe(false);
  });
});
