import { describe, expect, it } from 'vitest';
import type { ClientStore } from '../../ports/client-store.js';
import {
  at,
  createOne,
  isLive,
  issueOne,
  newClient,
  newCode,
  newGrant,
  newRefreshToken,
  redemptionOf,
} from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

type End = (clients: ClientStore, clientId: string, time: Date) => Promise<unknown>;

export function clientRevocationContract(open: AuthorizationStoreFactory): void {
  const ends: readonly [string, End][] = [
    ['deactivated', (clients, id, time) => clients.update(id, { isActive: false }, time)],
    ['removed', (clients, id, time) => clients.remove(id, time)],
  ];

  describe.each(ends)('a client that is %s', (how, end) => {
    const store = useStore(open);
    const parts = () => store().authorization;

    it(`loses its refresh tokens and codes when it is ${how}, and other clients nothing`, async () => {
      const { clients, grants } = parts();
      const client = newClient();
      await clients.insert(client);
      const mine = { clientId: client.clientId };
      const [one, two, other] = [
        await createOne(grants, mine),
        await createOne(grants, mine),
        await createOne(grants),
      ];
      const code = await issueOne(grants, { grant: { ...one.grant, id: crypto.randomUUID() } });
      await end(clients, client.clientId, at(1));
      expect(await isLive(grants, one.token.hash)).toBe(false);
      expect(await isLive(grants, two.token.hash)).toBe(false);
      expect(await grants.redeemCode(redemptionOf(code))).toEqual({ kind: 'refused' });
      expect(await isLive(grants, other.token.hash)).toBe(true);
    });

    it(`is announced to every instance when it is ${how}`, async () => {
      const { clients, revocations } = parts();
      const client = newClient();
      await clients.insert(client);
      await end(clients, client.clientId, at(1));
      expect(await revocations.after(0)).toContainEqual({
        position: expect.any(Number),
        expiresAt: expect.any(Date),
        kind: 'client',
        subject: client.clientId,
        at: at(1),
      });
    });
  });

  describe('a client that is inactive', () => {
    const store = useStore(open);
    const parts = () => store().authorization;

    it('is granted nothing new', async () => {
      const { clients, grants } = parts();
      const client = newClient({ isActive: false });
      await clients.insert(client);
      const grant = newGrant({ clientId: client.clientId });
      const token = newRefreshToken();
      expect(await grants.issueCode(newCode({ grant }))).toBe('user_inactive');
      expect(await grants.create(grant, token)).toBe(false);
      expect(await grants.findByRefreshToken(token.hash)).toBeUndefined();
      expect(await grants.revoke(grant.id, at(1))).toBe(false);
    });

    it('has nothing that was granted at the same time as it was deactivated', async () => {
      const { clients, grants } = parts();
      for (let turn = 0; turn < 5; turn += 1) {
        const client = newClient();
        const { clientId } = client;
        await clients.insert(client);
        const codes = Array.from({ length: 4 }, () => newCode({ grant: newGrant({ clientId }) }));
        const tokens = Array.from({ length: 4 }, () => newRefreshToken());
        await Promise.all([
          ...codes.map((code) => grants.issueCode(code)),
          ...tokens.map((token) => grants.create(newGrant({ clientId }), token)),
          clients.update(clientId, { isActive: false }, at(1)),
        ]);
        await clients.update(clientId, { isActive: true }, at(2));
        for (const { hash } of tokens) expect(await isLive(grants, hash)).toBe(false);
        for (const code of codes) {
          expect(await grants.redeemCode(redemptionOf(code))).toEqual({ kind: 'refused' });
        }
      }
    });
  });

  describe('a client that is changed', () => {
    const store = useStore(open);
    const parts = () => store().authorization;

    it('keeps what it was granted while it stays active', async () => {
      const { clients, grants, revocations } = parts();
      const client = newClient();
      await clients.insert(client);
      const { token } = await createOne(grants, { clientId: client.clientId });
      await clients.update(client.clientId, { name: 'New', isActive: true }, at(1));
      expect(await isLive(grants, token.hash)).toBe(true);
      expect(await revocations.after(0)).toEqual([]);
    });

    it('does not get back what it had when it is activated again', async () => {
      const { clients, grants } = parts();
      const client = newClient();
      await clients.insert(client);
      const { token } = await createOne(grants, { clientId: client.clientId });
      await clients.update(client.clientId, { isActive: false }, at(1));
      const again = await clients.update(client.clientId, { isActive: true }, at(2));
      expect(again?.isActive).toBe(true);
      expect(await isLive(grants, token.hash)).toBe(false);
      const next = await createOne(grants, { clientId: client.clientId, createdAt: at(3) });
      expect(await isLive(grants, next.token.hash)).toBe(true);
    });
  });
}
