import { newId, type UserId } from '@picard-mcp/core';
import { memoryStore, testClock } from '@picard-mcp/core/testing';
import { verifyPassword } from '@picard-mcp/oauth';
import { describe, expect, it } from 'vitest';
import { ensureAdministrator } from './administrator.js';

const clock = testClock();
const admin = { username: 'admin', email: 'admin@localhost', password: undefined };

describe('the administrator', () => {
  it('is created once, with a generated password that is good for a login', async () => {
    const { users } = memoryStore();
    const { account, generatedPassword } = await ensureAdministrator({ users, clock }, admin);
    expect(account).toMatchObject({ username: 'admin', isSuperuser: true, isActive: true });
    expect(await verifyPassword(account.passwordHash, generatedPassword ?? '')).toBe(true);
    expect(await ensureAdministrator({ users, clock }, admin)).toEqual({
      account,
      generatedPassword: undefined,
    });
  });

  it('gets the configured password, which is not told again', async () => {
    const { users } = memoryStore();
    const { account, generatedPassword } = await ensureAdministrator(
      { users, clock },
      { ...admin, password: 'correct horse' },
    );
    expect(generatedPassword).toBeUndefined();
    expect(await verifyPassword(account.passwordHash, 'correct horse')).toBe(true);
  });

  it('is one even when several instances start at once, and one of them tells the password', async () => {
    const { users } = memoryStore();
    const created = await Promise.all(
      Array.from({ length: 5 }, () => ensureAdministrator({ users, clock }, admin)),
    );
    expect(new Set(created.map(({ account }) => account.id)).size).toBe(1);
    expect(created.filter(({ generatedPassword }) => generatedPassword)).toHaveLength(1);
  });

  it('is a local account, also where a client has a user of that name', async () => {
    const { users } = memoryStore();
    const theirs = await users.insertIfAbsent({
      id: newId<UserId>(),
      realm: 'shop',
      username: 'admin',
      email: 'admin@localhost',
      passwordHash: undefined,
      isSuperuser: false,
      isActive: true,
      createdAt: clock.now(),
    });
    const { account } = await ensureAdministrator({ users, clock }, admin);
    expect(account).toMatchObject({ realm: undefined, isSuperuser: true });
    expect(account.id).not.toBe(theirs.id);
    expect(await users.findById(theirs.id)).toEqual(theirs);
  });

  it('cannot take the address of somebody else', async () => {
    const { users } = memoryStore();
    await ensureAdministrator({ users, clock }, admin);
    await expect(
      ensureAdministrator({ users, clock }, { ...admin, username: 'other' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});
