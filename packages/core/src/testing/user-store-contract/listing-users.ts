import { describe, expect, it } from 'vitest';
import type { UserAccount, UserQuery, UserStore } from '../../ports/user-store.js';
import { useStore } from '../memory-store-contract/use-store.js';
import type { StoreFactory } from '../store-factory.js';
import { account, at, realmAccount, someone } from './samples.js';

export function listingUsersContract(open: StoreFactory): void {
  describe('listing users', () => {
    const store = useStore(open);
    const users = () => store().users;

    it('lists users of every realm from the oldest on, those of one millisecond by id', async () => {
      const all = [
        ...[0, 5, 5, 5, -5, 9].map((ms) => someone({ createdAt: at(ms) })),
        realmAccount({ createdAt: at(5) }),
        account({ createdAt: at(5), isActive: false, isSuperuser: true }),
      ];
      for (const user of all) await users().insert(user);
      expect(await users().list({ limit: 100 })).toEqual(sorted(all));
      expect(await users().list({ limit: 3 })).toEqual(sorted(all).slice(0, 3));
    });

    it.each([1, 2, 3])('pages through users by %i without a gap or a repetition', async (limit) => {
      const all = [0, 5, 5, 5, 5, 5, 9].map((ms) => someone({ createdAt: at(ms) }));
      for (const user of all) await users().insert(user);
      expect(await pages(users(), { limit })).toEqual(sorted(all));
    });

    it('lists users whose name or email contains a text, whatever the case of its letters', async () => {
      const ada = account({ username: 'Ada', email: 'countess@example.org' });
      const bob = account({ username: 'bob', email: 'bob@PARADAISE.example', createdAt: at(1) });
      const eve = account({ username: 'eve', email: 'eve@example.org', createdAt: at(2) });
      const other = realmAccount({ username: 'adam', createdAt: at(3) });
      for (const user of [eve, other, bob, ada]) await users().insert(user);
      expect(await users().list({ text: 'aDa', limit: 10 })).toEqual([ada, bob, other]);
      expect(await users().list({ text: '@example.org', limit: 10 })).toEqual([ada, eve, other]);
      expect(await users().list({ text: 'nobody', limit: 10 })).toEqual([]);
      expect(await users().list({ text: '', limit: 10 })).toEqual([ada, bob, eve, other]);
      expect(await pages(users(), { text: 'ada', limit: 1 })).toEqual([ada, bob, other]);
    });

    it.each(['%', '_', 'a%a', 'ad_', '\\', '.*', "' or 'a'='a"])(
      'looks for %j itself among names, not for a pattern',
      async (text) => {
        const plain = account();
        const named = realmAccount({ username: `before ${text} after`, createdAt: at(1) });
        await users().insert(plain);
        await users().insert(named);
        expect(await users().list({ text, limit: 10 })).toEqual([named]);
      },
    );
  });
}

function sorted(accounts: readonly UserAccount[]): readonly UserAccount[] {
  return [...accounts].sort(
    (a, b) => Number(a.createdAt) - Number(b.createdAt) || (a.id < b.id ? -1 : 1),
  );
}

async function pages(users: UserStore, query: UserQuery): Promise<readonly UserAccount[]> {
  const seen: UserAccount[] = [];
  for (;;) {
    const after = seen.at(-1);
    const page = await users.list({ ...query, ...(after && { after }) });
    expect(page.length).toBeLessThanOrEqual(query.limit);
    if (page.length === 0) return seen;
    seen.push(...page);
  }
}
