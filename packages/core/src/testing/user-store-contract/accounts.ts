import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../ids.js';
import type { Store } from '../../ports/store.js';
import type { UserAccount, UserStore } from '../../ports/user-store.js';
import type { StoreFactory } from '../store-factory.js';
import { account } from './samples.js';

export function accountsContract(open: StoreFactory): void {
  describe('local accounts', () => {
    let store: Store;
    let users: UserStore;
    beforeEach(async () => {
      store = await open();
      users = store.users;
    });
    afterEach(() => store.close());

    it('gives an account back as it was, by id, username and email', async () => {
      const ada = account({
        passwordHash: '$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA',
        isSuperuser: true,
      });
      const bob = account({ username: 'bob', email: 'bob@example.org', isActive: false });
      await users.insert(ada);
      await users.insert(bob);
      expect(await users.findById(ada.id)).toEqual(ada);
      expect(await users.findByUsername('bob')).toEqual(bob);
      expect(await users.findByEmail('ada@example.org')).toEqual(ada);
    });

    it('knows nobody whom it was not told of', async () => {
      await users.insert(account());
      expect(await users.findById(newId())).toBeUndefined();
      expect(await users.findByUsername('nobody')).toBeUndefined();
      expect(await users.findByEmail('nobody@example.org')).toBeUndefined();
      expect(await users.findInRealm('a realm', 'ada')).toBeUndefined();
    });

    it('finds a username and an email whatever the case of their letters', async () => {
      const ada = account({ username: 'Ada', email: 'Ada@Example.org' });
      await users.insert(ada);
      expect(await users.findByUsername('aDA')).toEqual(ada);
      expect(await users.findByEmail('aDA@eXAMPLE.ORG')).toEqual(ada);
    });

    it.each(['%', 'ad_', 'ada ', "ada' or 'a'='a", '.*'])(
      'takes %j for a name, not for a pattern',
      async (username) => {
        await users.insert(account());
        expect(await users.findByUsername(username)).toBeUndefined();
      },
    );

    it.each(['%', '%@example.org', 'ad_@example.org', ' ada@example.org', 'ada'])(
      'takes %j for an email, not for a pattern',
      async (email) => {
        await users.insert(account());
        expect(await users.findByEmail(email)).toBeUndefined();
      },
    );

    it.each<[string, Partial<UserAccount>]>([
      ['username', { email: 'other@example.org' }],
      ['username in other letters', { username: 'ADA', email: 'other@example.org' }],
      ['email', { username: 'other' }],
      ['email in other letters', { username: 'other', email: 'Ada@Example.ORG' }],
    ])('refuses a second account of the same %s', async (_, fields) => {
      const first = account();
      await users.insert(first);
      await expect(users.insert(account(fields))).rejects.toMatchObject({
        name: 'PicardError',
        code: 'conflict',
      });
      expect(await users.findByUsername('ada')).toEqual(first);
    });

    it('inserts one of 20 accounts of the same username at once', async () => {
      const answers = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          users.insert(
            account({ username: index % 2 ? 'Ada' : 'aDa', email: `${index}@example.org` }),
          ),
        ),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
  });
}
