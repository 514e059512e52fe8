import { newId, type UserId } from '@picard-mcp/core';
import type { AuthorizationStore } from '@picard-mcp/oauth/ports';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDatabases } from '../testing/describe-databases.js';
import { lockWaits } from '../testing/lock-waits.js';
import type { TestStore } from '../testing/test-store.js';
import { revocationStore } from './revocation-store.js';
import { at, newGrant, newToken } from './testing/samples.js';

describeDatabases('the order of revocations', { only: 'postgres' }, (database) => {
  let store: TestStore;
  let parts: AuthorizationStore;
  beforeEach(async () => {
    store = await database.open();
    parts = store.authorization;
  });
  afterEach(() => store.close());

  async function subjectsAfter(position: number): Promise<readonly string[]> {
    return (await parts.revocations.after(position)).map(({ subject }) => subject);
  }

  it('shows no revocation while one that came before it is not committed', async () => {
    const second = newGrant();
    await parts.grants.create(second, newToken());
    const user = newId<UserId>();
    let others: Promise<unknown> | undefined;
    await store.database.transaction(async (transaction) => {
      await revocationStore(transaction).revokeToken({
        tokenId: 'first',
        at: at(1),
        expiresAt: at(9),
      });
      others = Promise.all([
        parts.revocations.revokeToken({ tokenId: 'third', at: at(2), expiresAt: at(9) }),
        parts.grants.revoke(second.id, at(2)),
        parts.grants.revokeUser({ userId: user, at: at(2), deactivate: false }),
      ]);
      await lockWaits(store, 3);
      expect(await subjectsAfter(0)).toEqual([]);
    });
    await others;
    const seen = await parts.revocations.after(0);
    expect(seen[0]?.subject).toBe('first');
    expect(seen.map(({ subject }) => subject).sort()).toEqual(
      ['first', 'third', second.id, user].sort(),
    );
    expect(await subjectsAfter(seen[0]?.position ?? 0)).toHaveLength(3);
  });

  it('takes up a position that was undone without showing others too early', async () => {
    const undone = store.database.transaction(async (transaction) => {
      await revocationStore(transaction).revokeToken({
        tokenId: 'undone',
        at: at(1),
        expiresAt: at(9),
      });
      throw new Error('undone');
    });
    await expect(undone).rejects.toBeDefined();
    await parts.revocations.revokeToken({ tokenId: 'next', at: at(2), expiresAt: at(9) });
    expect(await subjectsAfter(0)).toEqual(['next']);
  });

  it('lets others revoke while it waits for a grant that somebody holds', async () => {
    const userId = newId<UserId>();
    const [one, two, other] = [newGrant({ userId }), newGrant({ userId }), newGrant()];
    for (const grant of [one, two, other]) await parts.grants.create(grant, newToken());
    const last = [one.id, two.id].sort()[1];
    let revoking: Promise<unknown> | undefined;
    await store.database.transaction(async (transaction) => {
      await transaction.query({
        text: 'select from oauth_grants where id = $1 for share',
        values: [last],
      });
      revoking = parts.grants.revokeUser({ userId, at: at(1), deactivate: true });
      await lockWaits(store, 1);
      expect(await parts.grants.revoke(other.id, at(2))).toBe(true);
      expect(await subjectsAfter(0)).toEqual([other.id]);
    });
    await revoking;
    expect((await subjectsAfter(0)).slice(1)).toHaveLength(3);
  });

  it('is the same on another instance', async () => {
    const another = (await store.another()).authorization;
    for (const tokenId of ['a', 'b', 'c']) {
      await parts.revocations.revokeToken({ tokenId, at: at(1), expiresAt: at(9) });
    }
    expect(await another.revocations.after(0)).toEqual(await parts.revocations.after(0));
  });
});
