import { describe, expect, it } from 'vitest';
import {
  at,
  atOnce,
  createOne,
  hostileTexts,
  isLive,
  issueOne,
  newHash,
  redemptionOf,
  rotationOf,
} from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

export function revokingContract(open: AuthorizationStoreFactory): void {
  describe('revoking grants', () => {
    const store = useStore(open);
    const grants = () => store().authorization.grants;

    it('ends a grant with all its tokens, and no other', async () => {
      const { grant, token } = await createOne(grants());
      const { userId, clientId } = grant;
      const other = await createOne(grants(), { userId, clientId });
      const rotation = rotationOf(grant, token.hash);
      await grants().rotateRefreshToken(rotation);
      expect(await grants().revoke(grant.id, at(2_000))).toBe(true);
      const state = await grants().findByRefreshToken(rotation.successor.hash);
      expect(state).toMatchObject({ grant, isLive: false });
      const next = rotationOf(grant, rotation.successor.hash, { at: at(3_000) });
      const refused = { kind: 'refused', reason: 'token' };
      expect(await grants().rotateRefreshToken(next)).toEqual(refused);
      expect(await isLive(grants(), other.token.hash)).toBe(true);
    });

    it('ends a grant once when 20 revoke it at once', async () => {
      const { grant } = await createOne(grants());
      const answers = await atOnce(20, () => grants().revoke(grant.id, at(1)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await store().authorization.revocations.after(0)).toHaveLength(1);
      expect(await grants().revoke(grant.id, at(2))).toBe(false);
    });

    it('tells every instance of a revoked grant', async () => {
      const { grant } = await createOne(grants());
      await grants().revoke(grant.id, at(1));
      expect(await store().authorization.revocations.after(0)).toEqual([
        {
          position: expect.any(Number),
          kind: 'grant',
          subject: grant.id,
          at: at(1),
          expiresAt: expect.any(Date),
        },
      ]);
    });

    it('has no grant to end for a text that is not the id of one', async () => {
      const { token } = await createOne(grants());
      for (const text of [...hostileTexts, crypto.randomUUID()]) {
        expect(await grants().revoke(text, at(1)), text).toBe(false);
      }
      expect(await isLive(grants(), token.hash)).toBe(true);
      expect(await store().authorization.revocations.after(0)).toEqual([]);
    });

    it('ends the grant of a refresh token that its client gives back', async () => {
      const { grant, token } = await createOne(grants());
      const { clientId } = grant;
      const revocation = { tokenHash: token.hash, clientId, at: at(1) };
      expect(await grants().revokeByRefreshToken(revocation)).toEqual(grant);
      expect(await isLive(grants(), token.hash)).toBe(false);
      expect(await store().authorization.revocations.after(0)).toEqual([
        {
          position: expect.any(Number),
          kind: 'grant',
          subject: grant.id,
          at: at(1),
          expiresAt: expect.any(Date),
        },
      ]);
    });

    it('ends the grant of a rotated refresh token too', async () => {
      const { grant, token } = await createOne(grants());
      const rotation = rotationOf(grant, token.hash);
      await grants().rotateRefreshToken(rotation);
      const { clientId } = grant;
      const revocation = { tokenHash: token.hash, clientId, at: at(2_000) };
      expect(await grants().revokeByRefreshToken(revocation)).toEqual(grant);
      expect(await isLive(grants(), rotation.successor.hash)).toBe(false);
    });

    it('ends nothing by a refresh token of another client, or of nobody', async () => {
      const { grant, token } = await createOne(grants());
      const { clientId } = grant;
      const foreign = { tokenHash: token.hash, clientId: crypto.randomUUID(), at: at(1) };
      expect(await grants().revokeByRefreshToken(foreign)).toBeUndefined();
      for (const tokenHash of [...hostileTexts, newHash()]) {
        const unknown = { tokenHash, clientId, at: at(1) };
        expect(await grants().revokeByRefreshToken(unknown)).toBeUndefined();
      }
      expect(await isLive(grants(), token.hash)).toBe(true);
      expect(await store().authorization.revocations.after(0)).toEqual([]);
    });

    it('leaves no token behind when a grant is revoked while its code is redeemed', async () => {
      for (let turn = 0; turn < 10; turn += 1) {
        const code = await issueOne(grants());
        const redemption = redemptionOf(code);
        await Promise.all([grants().redeemCode(redemption), grants().revoke(code.grant.id, at(1))]);
        expect(await isLive(grants(), redemption.refreshToken.hash)).toBe(false);
      }
    });

    it('leaves no token behind when a grant is revoked while its token is rotated', async () => {
      for (let turn = 0; turn < 10; turn += 1) {
        const { grant, token } = await createOne(grants());
        const rotation = rotationOf(grant, token.hash);
        await Promise.all([
          grants().rotateRefreshToken(rotation),
          grants().revoke(grant.id, at(1)),
        ]);
        expect(await isLive(grants(), rotation.successor.hash)).toBe(false);
      }
    });
  });
}
