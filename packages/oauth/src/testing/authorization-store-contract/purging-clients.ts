import { describe, expect, it } from 'vitest';
import type { Client } from '../../client/client.js';
import { at, createOne, dayMs, issueOne, newClient, newGrant } from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

export function purgingClientsContract(open: AuthorizationStoreFactory): void {
  describe('purging clients', () => {
    const store = useStore(open);
    const parts = () => store().authorization;

    async function register(fields: Partial<Client> = {}): Promise<Client> {
      const client = newClient({ registeredBy: 'client', ...fields });
      await parts().clients.insert(client);
      return client;
    }
    const find = ({ clientId }: Client) => parts().clients.find(clientId);

    it('removes a client that registered itself and was not used for 90 days', async () => {
      const [unused, young] = [await register(), await register({ createdAt: at(2 * dayMs) })];
      await parts().purge(at(89 * dayMs));
      expect(await find(unused)).toEqual(unused);
      await parts().purge(at(91 * dayMs));
      expect(await find(unused)).toBeUndefined();
      expect(await find(young)).toEqual(young);
    });

    it('keeps clients that an administrator registered, used or not', async () => {
      const client = await register({ registeredBy: 'administrator' });
      await parts().purge(at(1_000 * dayMs));
      expect(await find(client)).toEqual(client);
    });

    it('takes a code and a grant without a code for a use of their client', async () => {
      const [byCode, byGrant] = [await register(), await register()];
      const createdAt = at(50 * dayMs);
      await issueOne(parts().grants, { grant: newGrant({ clientId: byCode.clientId, createdAt }) });
      const expiresAt = at(80 * dayMs);
      await createOne(parts().grants, { clientId: byGrant.clientId, createdAt }, { expiresAt });
      await parts().purge(at(139 * dayMs));
      expect(await find(byCode)).toEqual(byCode);
      expect(await find(byGrant)).toEqual(byGrant);
      await parts().purge(at(141 * dayMs));
      expect(await find(byCode)).toBeUndefined();
      expect(await find(byGrant)).toBeUndefined();
    });

    it('keeps a client whose refresh token lives, however long ago it was granted', async () => {
      const client = await register();
      const expiresAt = at(200 * dayMs);
      await createOne(parts().grants, { clientId: client.clientId }, { expiresAt });
      await parts().purge(at(150 * dayMs));
      expect(await find(client)).toEqual(client);
      await parts().purge(at(203 * dayMs));
      expect(await find(client)).toBeUndefined();
    });
  });
}
