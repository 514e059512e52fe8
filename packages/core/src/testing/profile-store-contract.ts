import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type UserId } from '../ids.js';
import type { ProfileStore, StoredProfile } from '../ports/profile-store.js';
import type { Store } from '../ports/store.js';
import type { UserAccount } from '../ports/user-store.js';
import type { StoreFactory } from './store-factory.js';

const at = new Date('2030-01-01T00:00:00.000Z');
const later = (ms: number) => new Date(at.getTime() + ms);

/** What every `ProfileStore` must do. */
export function profileStoreContract(name: string, open: StoreFactory): void {
  describe(`${name}: profile store`, () => {
    let store: Store;
    let profiles: ProfileStore;
    beforeEach(async () => {
      store = await open();
      profiles = store.profiles;
    });
    afterEach(() => store.close());

    /** An account, and a profile of a user who wants to be found. */
    async function addUser(
      account: Partial<UserAccount>,
      profile: Partial<StoredProfile> = {},
    ): Promise<UserId> {
      const id = newId<UserId>();
      await store.users.insert({
        ...{ id, realm: undefined, username: id, email: `${id}@example.org`, createdAt: at },
        ...{ passwordHash: undefined, isSuperuser: false, isActive: true },
        ...account,
      });
      await profiles.put(profileOf({ userId: id, discoverable: true, ...profile }), undefined);
      return id;
    }
    const find = async (viewerId: UserId, username: string, isPrefix = true, limit = 20) =>
      (await profiles.findDiscoverable({ viewerId, username, isPrefix, limit })).map(
        (found) => found.username,
      );

    it('gives back what it was given, every byte of it', async () => {
      const sealed = Uint8Array.from({ length: 256 }, (_, index) => index);
      const full = profileOf({ sealed, defaultPermission: 'public', defaultExpiryDays: 7 });
      const bare = profileOf({ personaEnabled: false });
      for (const profile of [full, bare]) {
        expect(await profiles.find(profile.userId)).toBeUndefined();
        expect(await profiles.put(profile, undefined)).toBe(true);
      }
      expect(plain(await profiles.find(full.userId))).toEqual(plain(full));
      expect(plain(await profiles.find(bare.userId))).toEqual(plain(bare));
    });

    it('replaces a profile only while it is the one that was read', async () => {
      const first = profileOf({});
      await profiles.put(first, undefined);
      const second = { ...first, discoverable: true, updatedAt: later(1) };
      expect(await profiles.put(second, undefined)).toBe(false);
      expect(await profiles.put(second, later(5))).toBe(false);
      expect(await profiles.put(second, first.updatedAt)).toBe(true);
      expect(await profiles.put({ ...second, updatedAt: later(2) }, first.updatedAt)).toBe(false);
      expect(plain(await profiles.find(first.userId))).toEqual(plain(second));
      const nobody = profileOf({});
      expect(await profiles.put(nobody, at)).toBe(false);
    });

    it.each([undefined, at])('keeps one of 20 that come at once, after %s', async (expected) => {
      const first = profileOf({});
      if (expected) await profiles.put(first, undefined);
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          profiles.put({ ...first, updatedAt: later(index + 1) }, expected),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    it('finds by the whole username or its beginning, whatever the case', async () => {
      const viewer = await addUser({ username: 'viewer' });
      for (const username of ['Anna', 'annabel', 'bananna']) await addUser({ username });
      expect(await find(viewer, 'ANNA')).toEqual(['Anna', 'annabel']);
      expect(await find(viewer, 'aNNa', false)).toEqual(['Anna']);
      expect(await find(viewer, 'anna', true, 1)).toEqual(['Anna']);
      expect(await find(viewer, 'nobody')).toEqual([]);
    });

    it('takes no character for a pattern', async () => {
      const viewer = await addUser({ username: 'viewer' });
      for (const username of ['abc', 'a_c', 'a.c']) await addUser({ username });
      expect(await find(viewer, 'a_c', false)).toEqual(['a_c']);
      for (const text of ['%', '_', 'a%', '\\', "'"]) expect(await find(viewer, text)).toEqual([]);
    });

    it('finds nobody who is hidden, inactive, without a profile, or of another realm', async () => {
      const viewer = await addUser({ username: 'viewer' });
      const asserted = await addUser({ username: 'ann-asserted', realm: 'acme' });
      await addUser({ username: 'ann-friend', realm: 'acme' });
      await addUser({ username: 'ann-hidden' }, { discoverable: false });
      await addUser({ username: 'ann-inactive', isActive: false });
      await addUser({ username: 'ann-other', realm: 'other' });
      await addUser({ username: 'ann-seen' });
      expect(await find(viewer, 'ann')).toEqual(['ann-seen']);
      expect(await find(asserted, 'ann')).toEqual(['ann-asserted', 'ann-friend']);
      expect(await find(newId(), 'ann')).toEqual([]);
    });
  });
}

function profileOf(fields: Partial<StoredProfile>): StoredProfile {
  return {
    userId: newId<UserId>(),
    sealed: undefined,
    defaultPermission: 'private',
    defaultExpiryDays: undefined,
    personaEnabled: true,
    discoverable: false,
    updatedAt: at,
    ...fields,
  };
}

/** A `Buffer` is as good as any `Uint8Array`: only the bytes are compared. */
function plain(profile: StoredProfile | undefined) {
  return profile && { ...profile, sealed: profile.sealed && [...profile.sealed] };
}
