import { describe, expect, it } from 'vitest';
import { at, createOne, newClient } from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

export function totalsContract(open: AuthorizationStoreFactory): void {
  describe('totals', () => {
    const store = useStore(open);

    it('count clients, those of them that are active, and grants that are not revoked', async () => {
      const { authorization } = store();
      expect(await authorization.totals()).toEqual({ clients: 0, activeClients: 0, grants: 0 });
      for (const isActive of [true, true, false]) {
        await authorization.clients.insert(newClient({ isActive }));
      }
      await createOne(authorization.grants);
      const { grant } = await createOne(authorization.grants);
      await authorization.grants.revoke(grant.id, at(1));
      expect(await authorization.totals()).toEqual({ clients: 3, activeClients: 2, grants: 1 });
    });
  });
}
