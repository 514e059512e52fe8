import { verify } from '@node-rs/argon2';
import { memoryStore, testClock } from '@picard-mcp/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addTestUser, defaultPassword } from '../testing/test-accounts.js';
import { checkPassword } from './check-password.js';

// The real one, watched: what it was asked is the work that was done.
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  return { ...real, verify: vi.fn(real.verify) };
});

const { users } = memoryStore();
const clock = testClock();
const ann = await addTestUser({ users, clock }, { username: 'ann' });
await addTestUser({ users, clock }, { username: 'off', isActive: false });
await addTestUser({ users, clock }, { username: 'none', password: undefined });

beforeEach(() => void vi.mocked(verify).mockClear());

describe('the check of a password', () => {
  it('answers the account that it is the password of', async () => {
    expect(await checkPassword(users, 'Ann', ann.password)).toMatchObject({ id: ann.id });
    expect(await checkPassword(users, ann.email.toUpperCase(), ann.password)).toBeDefined();
    expect(await checkPassword(users, 'ann', 'wrong')).toBeUndefined();
  });

  it.each([
    'ann',
    'off',
    'none',
    'nobody',
    'nobody@example.com',
    '',
    'a\0b',
    '\ud800',
    'x'.repeat(400),
  ])('does the same work for %j, whether or not there is such an account', async (login) => {
    expect(await checkPassword(users, login, `not ${defaultPassword}`)).toBeUndefined();
    const hashes = vi.mocked(verify).mock.calls.map(([hash]) => String(hash));
    expect(hashes).toEqual([expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)]);
  });
});
