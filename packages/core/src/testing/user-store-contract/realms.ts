import { describe, expect, it } from 'vitest';
import { useStore } from '../memory-store-contract/use-store.js';
import type { StoreFactory } from '../store-factory.js';
import { account, at, realmAccount } from './samples.js';

export function realmsContract(open: StoreFactory): void {
  describe('realms', () => {
    const store = useStore(open);
    const users = () => store().users;

    it('keeps users of the same names apart by their realms, and from local accounts', async () => {
      const local = account();
      const [one, two] = [realmAccount({ realm: 'one' }), realmAccount({ realm: 'two' })];
      await users().insert(one);
      await users().insert(local);
      await users().insert(two);
      expect(await users().findInRealm('one', 'ada')).toEqual(one);
      expect(await users().findInRealm('two', 'ADA')).toEqual(two);
      expect(await users().findInRealm('three', 'ada')).toBeUndefined();
      expect(await users().findByUsername('ada')).toEqual(local);
      expect(await users().findByEmail('ada@example.org')).toEqual(local);
    });

    it('finds no user of a realm among the local accounts', async () => {
      const user = realmAccount();
      await users().insertIfAbsent(user);
      expect(await users().findByUsername('ada')).toBeUndefined();
      expect(await users().findByEmail('ada@example.org')).toBeUndefined();
      expect(await users().findById(user.id)).toEqual(user);
      // So the names are free for a local account.
      const local = account();
      await users().insert(local);
      expect(await users().findByUsername('ada')).toEqual(local);
    });

    it.each(['', 'ONE', ' one', 'one ', 'on_', '%', "one' or 'a'='a", 'null', 'x'.repeat(255)])(
      'takes the realm %j for a place of its own',
      async (realm) => {
        const local = account();
        const known = realmAccount({ realm: 'one' });
        await users().insert(local);
        await users().insertIfAbsent(known);
        expect(await users().findInRealm(realm, 'ada')).toBeUndefined();
        const user = realmAccount({ realm });
        expect(await users().insertIfAbsent(user)).toEqual(user);
        expect(await users().findInRealm(realm, 'ada')).toEqual(user);
        expect(await users().findByUsername('ada')).toEqual(local);
        expect(await users().findInRealm('one', 'ada')).toEqual(known);
      },
    );

    it('answers the user of a realm that is kept already, unchanged', async () => {
      const first = realmAccount({ createdAt: at(-5), isActive: false });
      expect(await users().insertIfAbsent(first)).toEqual(first);
      const later = realmAccount({ username: 'ADA', email: 'other@example.org' });
      expect(await users().insertIfAbsent(later)).toEqual(first);
      expect(await users().findById(later.id)).toBeUndefined();
      expect(await users().list({ limit: 10 })).toEqual([first]);
    });

    it('makes one user of a realm when 20 ask for it at once, and answers it to all', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          users().insertIfAbsent(
            realmAccount({ username: index % 2 ? 'Ada' : 'aDA', email: `${index}@example.org` }),
          ),
        ),
      );
      const kept = await users().findInRealm('a realm', 'ada');
      expect(kept).toBeDefined();
      expect(answers).toEqual(answers.map(() => kept));
      expect(await users().list({ limit: 100 })).toHaveLength(1);
    });

    it('makes a user in each of 20 realms at once', async () => {
      const asked = Array.from({ length: 20 }, (_, index) => realmAccount({ realm: `r${index}` }));
      const answers = await Promise.all(asked.map((user) => users().insertIfAbsent(user)));
      expect(answers).toEqual(asked);
    });

    it('refuses to insert a user whose realm has one of that name', async () => {
      const first = realmAccount();
      await users().insert(first);
      const second = realmAccount({ username: 'Ada', email: 'other@example.org' });
      await expect(users().insert(second)).rejects.toMatchObject({ code: 'conflict' });
      expect(await users().findInRealm('a realm', 'ada')).toEqual(first);
    });

    it('lets users of one realm have the same email', async () => {
      const [one, two] = [realmAccount(), realmAccount({ username: 'bob' })];
      await users().insertIfAbsent(one);
      expect(await users().insertIfAbsent(two)).toEqual(two);
    });
  });
}
