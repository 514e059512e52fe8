import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard, type Picard } from '../picard.js';
import type { Store } from '../ports/store.js';
import type { UserAccount } from '../ports/user-store.js';
import { memoryStore, type TestClock, testClock } from '../testing/index.js';

const dayMs = 24 * 3600 * 1000;

describe('a profile', () => {
  let store: Store;
  let clock: TestClock;
  let picard: Picard;
  let ann: UserId;
  let reads: UserId[];

  beforeEach(async () => {
    const inner = memoryStore();
    reads = [];
    store = {
      ...inner,
      profiles: {
        ...inner.profiles,
        find(userId) {
          reads.push(userId);
          return inner.profiles.find(userId);
        },
      },
    };
    clock = testClock();
    const encryptionKeys = generateEncryptionKey();
    picard = createPicard({ store, encryptionKeys, clock, background: false });
    ann = await addUser('ann');
  });

  async function addUser(username: string, fields: Partial<UserAccount> = {}): Promise<UserId> {
    const id = newId<UserId>();
    await store.users.insert({
      ...{ id, realm: undefined, username, email: `${username}@example.org` },
      ...{ passwordHash: undefined, isSuperuser: false, isActive: true, createdAt: clock.now() },
      ...fields,
    });
    return id;
  }
  const profileOf = (userId: UserId) => picard.as(userId).profile;

  it('has settings and the account’s names before anything was said', async () => {
    expect(await profileOf(ann).own()).toEqual({
      ...{ id: ann, username: 'ann', name: 'ann', email: 'ann@example.org' },
      ...{ bio: undefined, avatarUrl: undefined, locale: undefined, createdAt: clock.now() },
      settings: {
        ...{ defaultPermission: 'private', defaultExpiryDays: undefined },
        ...{ personaEnabled: true, discoverable: false },
      },
    });
    const stranger = newId<UserId>();
    expect(await profileOf(stranger).own()).toMatchObject({
      ...{ id: stranger, username: undefined, name: undefined, email: undefined },
    });
  });

  it('keeps what is said, puts it into its canonical form, and clears with null', async () => {
    const profile = profileOf(ann);
    await profile.update({
      ...{ name: ' Ann B. ', bio: 'Sails.', locale: 'PT-br' },
      avatarUrl: 'https://pictures.example',
      settings: { defaultExpiryDays: 30, defaultPermission: 'public' },
    });
    const said = {
      ...{ name: 'Ann B.', bio: 'Sails.', locale: 'pt-BR', avatarUrl: 'https://pictures.example/' },
      settings: { defaultPermission: 'public', defaultExpiryDays: 30, discoverable: false },
    };
    expect(await profile.own()).toMatchObject(said);
    await profile.update({ bio: null, settings: { defaultExpiryDays: null } });
    expect(await profile.own()).toMatchObject({
      ...{ ...said, bio: undefined },
      settings: { defaultPermission: 'public', defaultExpiryDays: undefined },
    });
    await profile.update({ name: null });
    expect(await profile.own()).toMatchObject({ name: 'ann' });
  });

  it('loses no change of many that come at once', async () => {
    const profile = profileOf(ann);
    await Promise.all([
      profile.update({ name: 'Ann' }),
      profile.update({ bio: 'Sails.' }),
      profile.update({ locale: 'en' }),
      profile.update({ settings: { discoverable: true } }),
    ]);
    expect(await profile.own()).toMatchObject({
      ...{ name: 'Ann', bio: 'Sails.', locale: 'en', settings: { discoverable: true } },
    });
  });

  it.each([
    ['avatarUrl', { avatarUrl: 'http://pictures.example/a.png' }],
    ['avatarUrl', { avatarUrl: 'javascript:alert(1)' }],
    ['avatarUrl', { avatarUrl: 'data:image/png;base64,AAAA' }],
    ['avatarUrl', { avatarUrl: 'https://user:pass@pictures.example/' }],
    ['avatarUrl', { avatarUrl: 'not a URL' }],
    ['locale', { locale: 'en_GB!' }],
    ['locale', { locale: '' }],
    ['name', { name: ' ' }],
    ['name', { name: 'a\0b' }],
    ['name', { name: 'x'.repeat(101) }],
    ['bio', { bio: '\ud800' }],
    ['bio', { bio: 'x'.repeat(1_001) }],
    ['settings.defaultPermission', { settings: { defaultPermission: 'shared' } }],
    ['settings.defaultExpiryDays', { settings: { defaultExpiryDays: 0 } }],
    ['settings.defaultExpiryDays', { settings: { defaultExpiryDays: 1.5 } }],
    ['settings.defaultExpiryDays', { settings: { defaultExpiryDays: 36_501 } }],
    ['settings.isAdmin', { settings: { isAdmin: true } }],
    ['username', { username: 'root' }],
    ['input', {}],
    ['input', { settings: {} }],
  ])('refuses, naming %s: %j', async (field, input) => {
    const before = await profileOf(ann).own();
    await expect(profileOf(ann).update(input as never)).rejects.toMatchObject({
      ...{ code: 'invalid_input', details: { field } },
    });
    expect(await profileOf(ann).own()).toEqual(before);
  });

  it('is shown to others only as far as its owner wants, and a hidden one is an absent one', async () => {
    const bob = profileOf(await addUser('bob'));
    const refused = (id: string) => bob.get(id).catch((error: unknown) => error);
    const absent = await refused(newId());
    expect(absent).toMatchObject({ code: 'not_found' });
    await profileOf(ann).update({ name: 'Ann', bio: 'Sails.', locale: 'en' });
    expect(await refused(ann)).toEqual(absent);
    expect(await bob.find({ query: 'ann' })).toEqual([]);

    await profileOf(ann).update({ settings: { discoverable: true } });
    const shown = { id: ann, username: 'ann', name: 'Ann', bio: 'Sails.', avatarUrl: undefined };
    expect(await bob.get(ann)).toEqual(shown);
    expect(await bob.find({ query: 'ANN' })).toEqual([shown]);

    await store.users.update(ann, { isActive: false });
    expect(await refused(ann)).toEqual(absent);
    expect(await bob.find({ query: 'ann' })).toEqual([]);
  });

  it('is not listed by one or two letters', async () => {
    const bob = profileOf(await addUser('bob'));
    await profileOf(ann).update({ settings: { discoverable: true } });
    for (const query of ['a', 'an']) expect(await bob.find({ query })).toEqual([]);
    const al = await addUser('al');
    await profileOf(al).update({ settings: { discoverable: true } });
    expect(await bob.find({ query: 'al' })).toMatchObject([{ username: 'al' }]);
  });

  it('decides about memories that do not say it themselves, one by one and in batches', async () => {
    await profileOf(ann).update({
      settings: { defaultPermission: 'public', defaultExpiryDays: 2 },
    });
    const { memories } = picard.as(ann);
    const expirationDate = new Date(clock.now().getTime() + 2 * dayMs);
    const given = new Date(clock.now().getTime() + dayMs);
    expect(await memories.submit({ text: 'x' })).toMatchObject({
      ...{ permission: 'public', expirationDate },
    });
    const results = await memories.batchSubmit([
      { text: 'a' },
      { text: 'b', permission: 'private' },
      { text: 'c', expirationDate: given },
      { text: 'd', expirationDate: null },
    ]);
    expect(results.map((result) => result.ok && result.value)).toMatchObject([
      { permission: 'public', expirationDate },
      { permission: 'private', expirationDate },
      { permission: 'public', expirationDate: given },
      { permission: 'public', expirationDate: undefined },
    ]);
    const bob = await addUser('bob');
    expect(await picard.as(bob).memories.submit({ text: 'y' })).toMatchObject({
      ...{ permission: 'private', expirationDate: undefined },
    });
  });

  it('is read once for a call, at most once a second, and anew after a change', async () => {
    const { memories } = picard.as(ann);
    await memories.batchSubmit(Array.from({ length: 50 }, (_, index) => ({ text: `${index}` })));
    await memories.submit({ text: 'x' });
    expect(reads).toEqual([ann]);
    await memories.submit({ text: 'x', permission: 'private', expirationDate: null });
    clock.advance(1_000);
    await memories.submit({ text: 'x' });
    expect(reads).toEqual([ann, ann]);
    await profileOf(ann).update({ settings: { defaultPermission: 'public' } });
    expect(await memories.submit({ text: 'x' })).toMatchObject({ permission: 'public' });
  });

  it('closes the user’s personas to others, and to nobody else', async () => {
    await picard.as(ann).memories.submit({ text: 'Likes window seats.', permission: 'public' });
    const bob = picard.as(await addUser('bob')).personas;
    const ask = { userId: ann, prompt: 'Which seats?' };
    expect((await bob.ask(ask)).memories).toHaveLength(1);
    await profileOf(ann).update({ settings: { personaEnabled: false } });
    await expect(bob.ask(ask)).rejects.toMatchObject({ code: 'not_found' });
    await expect(bob.ask({ personaId: ann, prompt: 'Seats?' })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await bob.list({ userId: ann })).toEqual([]);
    expect((await picard.as(ann).personas.ask({ prompt: 'Which seats?' })).memories).toHaveLength(
      1,
    );
  });

  it('obeys the scopes of a principal', async () => {
    const { profile, account } = picard.forPrincipal({ userId: ann, scopes: ['memories:read'] });
    expect((await profile.own()).username).toBe('ann');
    const refusal = { code: 'insufficient_scope' };
    await expect(profile.update({ name: 'x' })).rejects.toMatchObject(refusal);
    await expect(account.erase({ confirm: 'ann' })).rejects.toMatchObject(refusal);
    const nothing = picard.forPrincipal({ userId: ann, scopes: [] });
    await expect(nothing.profile.own()).rejects.toMatchObject(refusal);
    await expect(nothing.profile.find({ query: 'ann' })).rejects.toMatchObject(refusal);
    await expect(nothing.account.exportArchive()).rejects.toMatchObject(refusal);
  });
});
