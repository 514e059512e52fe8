import { describe, expect, it } from 'vitest';
import type { Revocation } from '../../ports/revocation-store.js';
import { at, atOnce, createOne, hostileTexts, insertUser, newClient } from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

export function revocationsContract(open: AuthorizationStoreFactory): void {
  describe('revocations', () => {
    const store = useStore(open);
    const parts = () => store().authorization;
    const revocations = () => parts().revocations;

    it('gives revocations back in the order in which they were made, each once', async () => {
      expect(await revocations().after(0)).toEqual([]);
      const subjects = [];
      for (let index = 0; index < 5; index += 1) {
        const tokenId = crypto.randomUUID();
        subjects.push(tokenId);
        await revocations().revokeToken({ tokenId, at: at(-index), expiresAt: at(index) });
      }
      const all = await revocations().after(0);
      expect(
        all.map(({ kind, subject, at: time, expiresAt }) => [kind, subject, time, expiresAt]),
      ).toEqual(subjects.map((subject, index) => ['token', subject, at(-index), at(index)]));
      expect(isAscending(all)).toBe(true);
      expect(all[0]?.position).toBeGreaterThan(0);
      for (const [index, { position }] of all.entries()) {
        expect(await revocations().after(position)).toEqual(all.slice(index + 1));
      }
    });

    it('tells of tokens, grants, clients and users in one order', async () => {
      const userId = await insertUser(store().users);
      const client = newClient();
      await parts().clients.insert(client);
      const { grant } = await createOne(parts().grants);
      await parts().grants.revoke(grant.id, at(1));
      await revocations().revokeToken({ tokenId: 'a-token', at: at(2), expiresAt: at(9) });
      await parts().clients.update(client.clientId, { isActive: false }, at(3));
      await parts().grants.revokeUser({ userId, at: at(4), deactivate: false });
      const all = await revocations().after(0);
      expect(all.map(({ kind, subject, at: time }) => [kind, subject, time])).toEqual([
        ['grant', grant.id, at(1)],
        ['token', 'a-token', at(2)],
        ['client', client.clientId, at(3)],
        ['user', userId, at(4)],
      ]);
      expect(isAscending(all)).toBe(true);
    });

    it('keeps token ids of any text', async () => {
      for (const tokenId of hostileTexts) {
        await revocations().revokeToken({ tokenId, at: at(1), expiresAt: at(2) });
      }
      const all = await revocations().after(0);
      expect(all.map(({ subject }) => subject)).toEqual(hostileTexts);
    });

    it('lets nobody miss a revocation who asks again from where they were', async () => {
      const heard: Revocation[] = [];
      const listen = async () => {
        heard.push(...(await revocations().after(heard.at(-1)?.position ?? 0)));
      };
      const grantIds: string[] = [];
      for (let index = 0; index < 20; index += 1) {
        grantIds.push((await createOne(parts().grants)).grant.id);
      }
      let isDone = false;
      const revoking = Promise.all([
        atOnce(40, (index) =>
          revocations().revokeToken({ tokenId: `t${index}`, at: at(index), expiresAt: at(99) }),
        ),
        ...grantIds.map((id) => parts().grants.revoke(id, at(1))),
      ]).finally(() => {
        isDone = true;
      });
      while (!isDone) {
        await listen();
        await new Promise((resolve) => setImmediate(resolve));
      }
      await revoking;
      await listen();
      const expected = [...grantIds, ...Array.from({ length: 40 }, (_, index) => `t${index}`)];
      expect(heard.map(({ subject }) => subject).sort()).toEqual(expected.sort());
      expect(isAscending(heard)).toBe(true);
    });
  });
}

function isAscending(revocations: readonly Revocation[]): boolean {
  return revocations.every(
    ({ position }, index) => position > (revocations[index - 1]?.position ?? 0),
  );
}
