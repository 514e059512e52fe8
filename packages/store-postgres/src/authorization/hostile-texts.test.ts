import { randomUUID } from 'node:crypto';
import { newId, type UserId } from '@picard-mcp/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDatabases } from '../testing/describe-databases.js';
import type { TestStore } from '../testing/test-store.js';
import { at, newClient, newCode, newGrant, newUser, now, redemptionOf } from './testing/samples.js';

const unstorable = ['a\0b', '\ud800', 'x\udc00\0'];

describeDatabases('texts that the database cannot hold', (database) => {
  let store: TestStore;
  beforeEach(async () => {
    store = await database.open();
  });
  afterEach(() => store.close());

  it.each(unstorable)('name nobody and match nothing: %j', async (text) => {
    const { clients, grants } = store.authorization;
    await store.users.insert(newUser());
    expect(await store.users.findByUsername(text)).toBeUndefined();
    expect(await store.users.findByEmail(text)).toBeUndefined();
    expect(await store.users.findInRealm(text, text)).toBeUndefined();
    expect(await store.users.list({ text, limit: 10 })).toEqual([]);
    expect(await clients.find(text)).toBeUndefined();
    expect(await clients.remove(text, now)).toBe(false);
    expect(await grants.revoke(text, now)).toBe(false);
    const code = newCode(newGrant());
    await grants.issueCode(code);
    for (const fields of [{ redirectUri: text }, { resource: text }]) {
      const outcome = await grants.redeemCode({ ...redemptionOf(code), ...fields });
      expect(outcome).toEqual({ kind: 'refused' });
    }
    expect(await store.activity.list({ clientId: text, limit: 10 })).toEqual([]);
  });

  it.each(unstorable)('do not keep a client from registering: %j', async (text) => {
    const client = newClient({ name: text, description: { softwareId: text, contacts: [text] } });
    const { clients } = store.authorization;
    await clients.insert(client);
    expect(await clients.find(client.clientId)).toMatchObject({
      name: text.toWellFormed().replaceAll('\0', '\uFFFD'),
      redirectUris: client.redirectUris,
    });
    await clients.update(client.clientId, { name: text, description: { clientUri: text } }, at(1));
  });

  it.each(unstorable)('do not keep the record of activity from being written: %j', async (text) => {
    const entry = {
      id: randomUUID(),
      at: now,
      action: 'token_refreshed',
      outcome: 'refused' as const,
      reason: text,
      userId: newId<UserId>(),
      clientId: text,
      address: text,
      durationMs: 12.345678,
      details: { client: text, count: 3, done: false },
    };
    await store.activity.append([entry]);
    const [kept] = await store.activity.list({ limit: 1 });
    const { userId, durationMs } = entry;
    expect(kept).toMatchObject({ userId, durationMs, details: { count: 3, done: false } });
    expect(await store.activity.list({ clientId: text, limit: 1 })).toEqual([kept]);
  });
});
