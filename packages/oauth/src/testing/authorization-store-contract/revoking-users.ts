import { newId, type UserId } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import {
  at,
  createOne,
  insertUser,
  isLive,
  issueOne,
  newCode,
  newGrant,
  newRefreshToken,
  newSession,
  redemptionOf,
  rotationOf,
} from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

export function revokingUsersContract(open: AuthorizationStoreFactory): void {
  describe('revoking users', () => {
    const store = useStore(open);
    const grants = () => store().authorization.grants;
    const sessions = () => store().authorization.sessions;

    it('lists the grants of a user that live, and nobody else’s, the oldest first', async () => {
      const userId = await insertUser(store().users);
      const made = await Promise.all(
        [3, 1, 2].map(async (ms) => {
          const { grant } = await createOne(grants(), { userId, createdAt: at(ms) });
          return grant;
        }),
      );
      await createOne(grants());
      const [third, first, second] = made;
      expect(await grants().listOf(userId)).toEqual([first, second, third]);
      await grants().revoke(second?.id ?? '', at(10));
      expect(await grants().listOf(userId)).toEqual([first, third]);
      await grants().revokeUser({ userId, at: at(11), deactivate: false });
      expect(await grants().listOf(userId)).toEqual([]);
    });

    it.each([true, false])(
      'ends all grants, codes and sessions of a user and of nobody else (deactivating: %s)',
      async (deactivate) => {
        const userId = await insertUser(store().users);
        const [one, two] = [
          await createOne(grants(), { userId }),
          await createOne(grants(), { userId }),
        ];
        const code = await issueOne(grants(), { grant: newGrant({ userId }) });
        const other = await createOne(grants());
        const [mine, theirs] = [newSession({ userId }), newSession()];
        await sessions().insert(mine);
        await sessions().insert(theirs);
        await grants().revokeUser({ userId, at: at(1), deactivate });
        // A deactivated user is activated again: what had been granted must not come back.
        await store().users.update(userId, { isActive: true });
        for (const { token } of [one, two]) expect(await isLive(grants(), token.hash)).toBe(false);
        expect(await grants().redeemCode(redemptionOf(code))).toEqual({ kind: 'refused' });
        expect(await sessions().find(mine.hash, at(2))).toBeUndefined();
        expect(await isLive(grants(), other.token.hash)).toBe(true);
        expect(await sessions().find(theirs.hash, at(2))).toEqual(theirs);
      },
    );

    it('tells every instance of each grant of a revoked user, and of tokens without a grant', async () => {
      const userId = await insertUser(store().users);
      const [one, two] = [
        await createOne(grants(), { userId }),
        await createOne(grants(), { userId }),
      ];
      const ended = await createOne(grants(), { userId });
      await grants().revoke(ended.grant.id, at(1));
      const { revocations } = store().authorization;
      const last = (await revocations.after(0)).at(-1)?.position ?? 0;
      await grants().revokeUser({ userId, at: at(2), deactivate: false });
      const heard = (await revocations.after(last)).map((each) => [
        each.kind,
        each.subject,
        each.at,
      ]);
      expect(heard).toHaveLength(3);
      expect(heard).toContainEqual(['user', userId, at(2)]);
      expect(heard).toContainEqual(['grant', one.grant.id, at(2)]);
      expect(heard).toContainEqual(['grant', two.grant.id, at(2)]);
    });

    it('grants a deactivated user nothing new', async () => {
      const userId = await insertUser(store().users);
      await grants().revokeUser({ userId, at: at(1), deactivate: true });
      expect((await store().users.findById(userId))?.isActive).toBe(false);
      const grant = newGrant({ userId });
      expect(await grants().issueCode(newCode({ grant }))).toBe('user_inactive');
      expect(await grants().create(grant, newRefreshToken())).toBe(false);
    });

    it('lets a user who was signed out everywhere start anew', async () => {
      const userId = await insertUser(store().users);
      await createOne(grants(), { userId });
      await grants().revokeUser({ userId, at: at(1), deactivate: false });
      expect((await store().users.findById(userId))?.isActive).toBe(true);
      const next = await createOne(grants(), { userId, createdAt: at(2) });
      expect(await isLive(grants(), next.token.hash)).toBe(true);
    });

    it('ends what a user without an account was granted', async () => {
      const userId = newId<UserId>();
      const { token } = await createOne(grants(), { userId });
      await grants().revokeUser({ userId, at: at(1), deactivate: true });
      expect(await isLive(grants(), token.hash)).toBe(false);
      const [, last] = await store().authorization.revocations.after(0);
      expect(last).toMatchObject({ kind: 'user', subject: userId });
    });

    it('leaves a user nothing that was granted at the same time as they were deactivated', async () => {
      for (let turn = 0; turn < 5; turn += 1) {
        const userId = await insertUser(store().users);
        const codes = Array.from({ length: 4 }, () => newCode({ grant: newGrant({ userId }) }));
        const waiting = await issueOne(grants(), { grant: newGrant({ userId }) });
        const { grant, token } = await createOne(grants(), { userId });
        const [redemption, rotation] = [redemptionOf(waiting), rotationOf(grant, token.hash)];
        const created = Array.from({ length: 4 }, () => newRefreshToken());
        await Promise.all([
          ...codes.map((code) => grants().issueCode(code)),
          ...created.map((next) => grants().create(newGrant({ userId }), next)),
          grants().redeemCode(redemption),
          grants().rotateRefreshToken(rotation),
          grants().revokeUser({ userId, at: at(1), deactivate: true }),
        ]);
        await store().users.update(userId, { isActive: true });
        const tokens = [...created, redemption.refreshToken, rotation.successor, token];
        for (const { hash } of tokens) expect(await isLive(grants(), hash)).toBe(false);
        for (const code of codes) {
          expect(await grants().redeemCode(redemptionOf(code))).toEqual({ kind: 'refused' });
        }
      }
    });

    it('brings many revocations, rotations and redemptions of one user to an end', async () => {
      const userId = await insertUser(store().users);
      const tokens = [];
      for (let index = 0; index < 8; index += 1) tokens.push(await createOne(grants(), { userId }));
      const outcomes = await Promise.allSettled([
        ...tokens.map(({ grant, token }) =>
          grants().rotateRefreshToken(rotationOf(grant, token.hash)),
        ),
        ...[...tokens].reverse().map(({ grant }) => grants().revoke(grant.id, at(1))),
        ...[true, false, true].map((deactivate) =>
          grants().revokeUser({ userId, at: at(1), deactivate }),
        ),
      ]);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
      for (const { token } of tokens) expect(await isLive(grants(), token.hash)).toBe(false);
    });
  });
}
