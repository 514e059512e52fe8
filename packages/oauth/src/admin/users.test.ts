import { PicardError } from '@picard-mcp/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestUser } from '../testing/test-accounts.js';
import { type TestAdministration, testAdministration } from '../testing/test-administration.js';

const usersPath = '/api/admin/users';

describe('administration of users', () => {
  let fixture: TestAdministration;

  beforeEach(async () => {
    fixture = await testAdministration();
  });
  afterEach(() => fixture.test.close());

  const change = (user: Pick<TestUser, 'id'>, json: object) =>
    fixture.ask('PATCH', `${usersPath}/${user.id}`, json);
  const accepted = async (response: Promise<Response>) => (await fixture.read(response)).data;
  const stored = (user: TestUser) => fixture.test.users.findById(user.id);

  it('shows a user without their password', async () => {
    const { test } = fixture;
    const ann = await test.addUser({ username: 'ann' });
    expect(await accepted(fixture.ask('GET', `${usersPath}/${ann.id}`))).toEqual({
      id: ann.id,
      username: 'ann',
      email: ann.email,
      name: 'ann',
      realm: null,
      is_superuser: false,
      is_active: true,
      created_at: test.clock.now().toISOString(),
    });
  });

  it('finds users by a part of their name or address, in every realm, page by page', async () => {
    const { test, root } = fixture;
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      if (n % 2 === 0) test.clock.advance(1);
      const realm = n === 4 ? 'acme' : undefined;
      ids.push((await test.addUser({ username: `Anna-${n}`, realm })).id);
    }
    test.clock.advance(1);
    await test.addUser({ username: 'bob', email: 'NANNA@example.org' });
    const pages: string[][] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const path = `${usersPath}?search=ANNA&limit=2${query}`;
      const data = (await accepted(fixture.ask('GET', path))) as {
        users: { id: string }[];
        next_cursor: string | null;
      };
      pages.push(data.users.map(({ id }) => id));
      cursor = data.next_cursor;
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(new Set(pages.flat().slice(0, 5))).toEqual(new Set(ids));
    expect(pages.flat()).not.toContain(root.id);
  });

  it('refuses a query that it does not know', async () => {
    expect((await fixture.ask('GET', `${usersPath}?name=ann`)).status).toBe(400);
    expect((await fixture.ask('GET', `${usersPath}?search=%00`)).status).toBe(400);
  });

  it('deactivates a user: their tokens, sessions and grants end at once', async () => {
    const { test } = fixture;
    const ann = await test.addUser({ username: 'zebulon' });
    const browser = test.browser();
    await browser.submit(await browser.open('/login'), {
      username: ann.username,
      password: ann.password,
    });
    expect((await browser.open('/login')).text).toContain('zebulon');
    const token = (await fixture.bearer(ann, 'memories:read')).slice('Bearer '.length);
    await test.server.verifier.verify(token);

    expect(await accepted(change(ann, { is_active: false }))).toMatchObject({ is_active: false });
    await expect(test.server.verifier.verify(token)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect((await browser.open('/login')).text).not.toContain('zebulon');

    expect(await accepted(change(ann, { is_active: true }))).toMatchObject({ is_active: true });
    await expect(test.server.verifier.verify(token)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('signs a user out everywhere, who may then log in again', async () => {
    const { test } = fixture;
    const ann = await test.addUser({ username: 'ann' });
    const token = (await fixture.bearer(ann, 'memories:read')).slice('Bearer '.length);
    expect(await accepted(fixture.ask('POST', `${usersPath}/${ann.id}/sign-out`))).toEqual({
      user_id: ann.id,
      signed_out: true,
    });
    await expect(test.server.verifier.verify(token)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await stored(ann)).toMatchObject({ isActive: true });
  });

  it('promotes and demotes a user', async () => {
    const ann = await fixture.test.addUser();
    expect(await accepted(change(ann, { is_superuser: true }))).toMatchObject({
      is_superuser: true,
    });
    expect(await accepted(change(ann, { is_superuser: false }))).toMatchObject({
      is_superuser: false,
    });
  });

  it('never makes a superuser of a user of a realm', async () => {
    const asserted = await fixture.test.addUser({ realm: 'acme' });
    expect((await change(asserted, { is_superuser: true })).status).toBe(409);
    expect((await change(asserted, { is_superuser: true, is_active: false })).status).toBe(409);
    expect(await stored(asserted)).toMatchObject({ isSuperuser: false, isActive: true });
  });

  it.each([
    { is_active: false },
    { is_superuser: false },
    { is_active: false, is_superuser: false },
  ])('keeps the last active superuser from %j', async (json) => {
    const { test, root } = fixture;
    // Neither of these could stand in.
    await test.addUser({ isSuperuser: true, isActive: false });
    await test.addUser();
    const response = await change(root, json);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ error: { code: 'conflict' } });
    expect(await stored(root)).toMatchObject({ isActive: true, isSuperuser: true });
    const second = await test.addUser({ isSuperuser: true });
    await accepted(change(second, { is_superuser: true }));
    expect((await change(root, json)).status).toBe(200);
  });

  it('demotes and deactivates a superuser who is inactive already, be there no other', async () => {
    const asleep = await fixture.test.addUser({ isSuperuser: true, isActive: false });
    expect(await accepted(change(asleep, { is_superuser: false, is_active: false }))).toMatchObject(
      {
        ...{ is_superuser: false, is_active: false },
      },
    );
  });

  it.each([
    [{}, 'input'],
    [{ is_active: 'yes' }, 'is_active'],
    [{ is_superuser: null }, 'is_superuser'],
    [{ username: 'x' }, 'username'],
    [{ password: 'x' }, 'password'],
  ])('refuses to change a user by %j, naming %s', async (json, field) => {
    const ann = await fixture.test.addUser();
    const response = await change(ann, json);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { details: { field } } });
  });

  it('knows no user that does not exist', async () => {
    for (const id of [crypto.randomUUID(), 'x', "'%20or%201=1"]) {
      expect((await fixture.ask('GET', `${usersPath}/${id}`)).status).toBe(404);
      const patch = fixture.ask('PATCH', `${usersPath}/${id}`, { is_active: true });
      expect((await patch).status).toBe(404);
    }
    expect((await fixture.ask('POST', `${usersPath}/x/sign-out`)).status).toBe(404);
  });

  it('signs out a user of an embedding application, who has no account here', async () => {
    const id = crypto.randomUUID();
    expect(await accepted(fixture.ask('POST', `${usersPath}/${id}/sign-out`))).toMatchObject({
      user_id: id,
    });
  });

  it('erases nobody where it was not given how', async () => {
    const ann = await fixture.test.addUser();
    expect((await fixture.ask('DELETE', `${usersPath}/${ann.id}`)).status).toBe(405);
    expect(await stored(ann)).toMatchObject({ isActive: true });
  });

  it('has a user erased by whoever knows how, and records it', async () => {
    const erased: string[] = [];
    const eraser = await testAdministration({
      async eraseUser(userId) {
        if (erased.includes(userId)) throw new PicardError('unavailable', 'not now');
        erased.push(userId);
      },
    });
    const { id } = await eraser.test.addUser();
    const erase = (user: string) => eraser.ask('DELETE', `${usersPath}/${user}`);
    expect((await eraser.read(erase(id))).data).toEqual({ user_id: id, erased: true });
    expect((await erase(id)).status).toBe(503);
    expect((await erase('x')).status).toBe(404);
    const plain = await eraser.test.request(`${usersPath}/${id}`, { method: 'DELETE' });
    expect(plain.status).toBe(401);
    expect(erased).toEqual([id]);
    const by = { action: 'user_erased', userId: eraser.root.id, details: { user_id: id } };
    expect((await eraser.test.activity()).filter(({ action }) => action === 'user_erased')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...by, outcome: 'success' }),
        expect.objectContaining({ ...by, outcome: 'failed', reason: 'unavailable' }),
      ]),
    );
    await eraser.test.close();
  });

  it('writes every change of a user into the record of activity, refusals too', async () => {
    const { test, root } = fixture;
    const ann = await test.addUser();
    await change(ann, { is_superuser: true });
    await change(ann, { is_superuser: false, is_active: false });
    await change(ann, { is_active: true });
    await change(root, { is_active: false });
    await fixture.ask('POST', `${usersPath}/${ann.id}/sign-out`);
    const by = { userId: root.id, address: '192.0.2.1' };
    const entries = await test.activity();
    expect(new Set(entries.map(({ action, outcome }) => `${action} ${outcome}`))).toEqual(
      new Set([
        'sign_out_everywhere success',
        'user_deactivated refused',
        'user_activated success',
        'user_deactivated success',
        'user_demoted success',
        'user_promoted success',
      ]),
    );
    for (const entry of entries) expect(entry).toMatchObject(by);
    expect(entries.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      ...{ reason: 'conflict', details: { user_id: root.id } },
    });
  });
});
