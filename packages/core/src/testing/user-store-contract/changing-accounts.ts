import { describe, expect, it } from 'vitest';
import { newId } from '../../ids.js';
import { useStore } from '../memory-store-contract/use-store.js';
import type { StoreFactory } from '../store-factory.js';
import { account, realmAccount, someone } from './samples.js';

export function changingAccountsContract(open: StoreFactory): void {
  describe('changing accounts', () => {
    const store = useStore(open);
    const users = () => store().users;

    it('changes what is given of an account and nothing else', async () => {
      const [ada, other] = [account({ passwordHash: 'a hash' }), someone()];
      await users().insert(ada);
      await users().insert(other);
      const inactive = { ...ada, isActive: false };
      expect(await users().update(ada.id, { isActive: false })).toEqual(inactive);
      expect(await users().findById(ada.id)).toEqual(inactive);
      const all = { email: 'new@example.org', isActive: true, isSuperuser: true };
      expect(await users().update(ada.id, all)).toEqual({ ...ada, ...all });
      expect(await users().findByEmail('new@example.org')).toEqual({ ...ada, ...all });
      expect(await users().findByEmail(ada.email)).toBeUndefined();
      expect(await users().update(ada.id, {})).toEqual({ ...ada, ...all });
      expect(await users().findById(other.id)).toEqual(other);
    });

    it('has nothing to change of an account that is not there', async () => {
      expect(await users().update(newId(), { isActive: false })).toBeUndefined();
      expect(await users().replacePasswordHash(newId(), undefined, 'a hash')).toBe(false);
      expect(await users().list({ limit: 1 })).toEqual([]);
    });

    it('refuses a local account the email of another, whatever the case of its letters', async () => {
      const [ada, bob] = [account(), someone()];
      await users().insert(ada);
      await users().insert(bob);
      await expect(
        users().update(bob.id, { email: 'ADA@example.org', isActive: false }),
      ).rejects.toMatchObject({ name: 'PicardError', code: 'conflict' });
      expect(await users().findById(bob.id)).toEqual(bob);
      // Its own, and one of a realm, are not taken.
      expect(await users().update(ada.id, { email: 'ADA@example.org' })).toBeDefined();
      const user = await users().insertIfAbsent(realmAccount({ email: 'ada@realm.example' }));
      expect(await users().update(bob.id, { email: user.email })).toBeDefined();
      expect(await users().update(user.id, { email: ada.email })).toBeDefined();
    });

    it('loses none of the changes to one account that come at once', async () => {
      const ada = account();
      await users().insert(ada);
      await Promise.all([
        users().update(ada.id, { isActive: false }),
        users().update(ada.id, { isSuperuser: true }),
        users().update(ada.id, { email: 'new@example.org' }),
        users().replacePasswordHash(ada.id, undefined, 'a hash'),
      ]);
      expect(await users().findById(ada.id)).toEqual({
        ...ada,
        isActive: false,
        isSuperuser: true,
        email: 'new@example.org',
        passwordHash: 'a hash',
      });
    });

    it('replaces a password hash that is still what it was', async () => {
      const [ada, other] = [account({ passwordHash: 'one' }), someone({ passwordHash: 'one' })];
      await users().insert(ada);
      await users().insert(other);
      expect(await users().replacePasswordHash(ada.id, 'two', 'three')).toBe(false);
      expect(await users().replacePasswordHash(ada.id, undefined, 'three')).toBe(false);
      expect(await users().replacePasswordHash(ada.id, 'ONE', 'three')).toBe(false);
      expect(await users().findById(ada.id)).toEqual(ada);
      expect(await users().replacePasswordHash(ada.id, 'one', 'two')).toBe(true);
      expect(await users().findById(ada.id)).toEqual({ ...ada, passwordHash: 'two' });
      expect(await users().findById(other.id)).toEqual(other);
    });

    it('gives an account without a password its first one, once', async () => {
      const ada = account();
      await users().insert(ada);
      expect(await users().replacePasswordHash(ada.id, undefined, 'one')).toBe(true);
      expect(await users().replacePasswordHash(ada.id, undefined, 'two')).toBe(false);
      expect((await users().findById(ada.id))?.passwordHash).toBe('one');
    });

    it.each([undefined, 'the former'])(
      'lets one of 20 win who replace the password hash %s at once',
      async (passwordHash) => {
        const ada = account({ passwordHash });
        await users().insert(ada);
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            users().replacePasswordHash(ada.id, passwordHash, `hash ${index}`),
          ),
        );
        expect(answers.filter(Boolean)).toHaveLength(1);
        const { passwordHash: kept } = (await users().findById(ada.id)) ?? {};
        expect(kept).toBe(`hash ${answers.indexOf(true)}`);
      },
    );
  });
}
