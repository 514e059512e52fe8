import { describe, expect, it } from 'vitest';
import { revocationDays } from '../../ports/revocation-store.js';
import {
  at,
  atOnce,
  createOne,
  dayMs,
  isLive,
  issueOne,
  newClient,
  newGrant,
  newSession,
  redemptionOf,
  rotationOf,
} from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

export function purgingContract(open: AuthorizationStoreFactory): void {
  describe('purging', () => {
    const store = useStore(open);
    const parts = () => store().authorization;
    const grants = () => parts().grants;

    it('removes codes past their time and keeps those that are good', async () => {
      const [old, good] = [
        await issueOne(grants()),
        await issueOne(grants(), { expiresAt: at(9 * dayMs) }),
      ];
      await parts().purge(at(3 * dayMs));
      // Even at a time at which it was good, it is not there any more.
      expect(await grants().redeemCode(redemptionOf(old))).toEqual({ kind: 'refused' });
      expect(await grants().revoke(old.grant.id, at(1))).toBe(false);
      expect(await grants().redeemCode(redemptionOf(good))).toMatchObject({ kind: 'redeemed' });
    });

    it('keeps a used code for as long as it could be replayed', async () => {
      const code = await issueOne(grants());
      const first = redemptionOf(code);
      await grants().redeemCode(first);
      await parts().purge(at(2_000));
      const again = redemptionOf(code, { at: at(3_000) });
      expect(await grants().redeemCode(again)).toMatchObject({ kind: 'replayed' });
      expect(await isLive(grants(), first.refreshToken.hash)).toBe(false);
    });

    it('removes refresh tokens past their time with their grants, and keeps those that live', async () => {
      const old = await createOne(grants());
      const good = await createOne(grants(), {}, { expiresAt: at(60 * dayMs) });
      await parts().purge(at(33 * dayMs));
      expect(await grants().findByRefreshToken(old.token.hash)).toBeUndefined();
      expect(await grants().revoke(old.grant.id, at(33 * dayMs))).toBe(false);
      expect(await isLive(grants(), good.token.hash)).toBe(true);
      expect(await grants().revoke(good.grant.id, at(33 * dayMs))).toBe(true);
    });

    it('keeps a grant that can be revoked for as long as an access token of it may live', async () => {
      const { grant } = await createOne(grants());
      await parts().purge(at(30.9 * dayMs));
      expect(await grants().revoke(grant.id, at(30.9 * dayMs))).toBe(true);
      expect(await parts().revocations.after(0)).toMatchObject([
        { kind: 'grant', subject: grant.id },
      ]);
    });

    it('keeps a rotated token for as long as its reuse could tell of a theft', async () => {
      const { grant, token } = await createOne(grants());
      const rotation = rotationOf(grant, token.hash);
      await grants().rotateRefreshToken(rotation);
      await parts().purge(at(29 * dayMs));
      const again = rotationOf(grant, token.hash, { at: at(29 * dayMs) });
      expect(await grants().rotateRefreshToken(again)).toEqual({ kind: 'reused', grant });
      expect(await isLive(grants(), rotation.successor.hash)).toBe(false);
    });

    it('keeps a grant whose first tokens are over and whose last one lives', async () => {
      const { grant, token } = await createOne(grants());
      const rotation = rotationOf(grant, token.hash, {
        at: at(29 * dayMs),
        successor: { ...newToken(), expiresAt: at(59 * dayMs) },
      });
      await grants().rotateRefreshToken(rotation);
      await parts().purge(at(33 * dayMs));
      expect(await grants().findByRefreshToken(rotation.successor.hash)).toMatchObject({
        grant,
        isLive: true,
      });
    });

    it('removes sessions past their time and keeps the others', async () => {
      const [old, good] = [newSession({ expiresAt: at(dayMs) }), newSession()];
      await parts().sessions.insert(old);
      await parts().sessions.insert(good);
      await parts().purge(at(2 * dayMs));
      expect(await parts().sessions.find(old.hash, at(1))).toBeUndefined();
      expect(await parts().sessions.find(good.hash, at(1))).toEqual(good);
    });

    it('keeps each revocation for as long as a token lives that it could be about', async () => {
      const client = newClient();
      await parts().clients.insert(client);
      const { grant } = await createOne(grants());
      const { userId } = newGrant();
      await parts().revocations.revokeToken({
        tokenId: 'a-token',
        at: at(0),
        expiresAt: at(3 * dayMs),
      });
      await grants().revoke(grant.id, at(0));
      await parts().clients.remove(client.clientId, at(0));
      await grants().revokeUser({ userId, at: at(0), deactivate: false });
      const keptAfter = async (ms: number) => {
        await parts().purge(at(ms));
        return (await parts().revocations.after(0)).map(({ kind }) => kind);
      };
      expect(await keptAfter(revocationDays.grant * dayMs - 1)).toEqual([
        'token',
        'grant',
        'client',
        'user',
      ]);
      expect(await keptAfter(3 * dayMs - 1)).toEqual(['token', 'client', 'user']);
      expect(await keptAfter(revocationDays.user * dayMs - 1)).toEqual(['client', 'user']);
      expect(await keptAfter(revocationDays.user * dayMs + 1)).toEqual([]);
    });

    it('gives no position twice, also when every revocation was removed', async () => {
      await parts().revocations.revokeToken({ tokenId: 'one', at: at(0), expiresAt: at(1) });
      const [first] = await parts().revocations.after(0);
      await parts().purge(at(100 * dayMs));
      await parts().revocations.revokeToken({
        tokenId: 'two',
        at: at(100 * dayMs),
        expiresAt: at(101 * dayMs),
      });
      const next = await parts().revocations.after(first?.position ?? 0);
      expect(next.map(({ subject }) => subject)).toEqual(['two']);
    });

    it('keeps the counts of limits that still hold', async () => {
      const limiter = parts().rateLimiter({ name: 'purged', points: 1, seconds: 3600 });
      await limiter.consume('a');
      await parts().purge(new Date());
      expect(await limiter.consume('a')).toBeGreaterThan(0);
    });

    it('may come at the same time as itself and everything else', async () => {
      const { grant, token } = await createOne(grants());
      await issueOne(grants());
      const [answer] = await Promise.all([
        grants().rotateRefreshToken(rotationOf(grant, token.hash)),
        atOnce(5, () => parts().purge(at(2 * dayMs))),
        atOnce(5, () => createOne(grants())),
      ]);
      expect(answer.kind).toBe('rotated');
    });
  });
}

function newToken() {
  return { hash: `${crypto.randomUUID()}-successor`, expiresAt: at(dayMs) };
}
