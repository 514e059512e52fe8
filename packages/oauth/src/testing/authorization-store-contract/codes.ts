import { describe, expect, it } from 'vitest';
import type { CodeRedemption, NewCode } from '../../ports/grant-store.js';
import {
  at,
  atOnce,
  createOne,
  hostileTexts,
  insertUser,
  isLive,
  issueOne,
  kindsOf,
  newCode,
  newGrant,
  newHash,
  redemptionOf,
} from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

export function codesContract(open: AuthorizationStoreFactory): void {
  describe('codes', () => {
    const store = useStore(open);
    const grants = () => store().authorization.grants;

    it('gives the grant for its code, and a refresh token that lives', async () => {
      const code = await issueOne(grants());
      await issueOne(grants());
      const redemption = redemptionOf(code);
      const { grant } = code;
      expect(await grants().redeemCode(redemption)).toEqual({ kind: 'redeemed', grant });
      const { hash, expiresAt } = redemption.refreshToken;
      const state = await grants().findByRefreshToken(hash);
      expect(state).toEqual({ grant, expiresAt, isLive: true });
    });

    it('compares redirect URI and resource only when they are given', async () => {
      const code = await issueOne(grants());
      const redemption = redemptionOf(code, { redirectUri: undefined, resource: undefined });
      expect(await grants().redeemCode(redemption)).toMatchObject({ kind: 'redeemed' });
    });

    it.each<[string, (code: NewCode) => Partial<CodeRedemption>]>([
      ['another verifier', () => ({ codeChallenge: newHash() })],
      [
        'the challenge in other letters',
        (code) => ({ codeChallenge: swapped(code.codeChallenge) }),
      ],
      ['another redirect URI', (code) => ({ redirectUri: `${code.redirectUri}/` })],
      ['another resource', (code) => ({ resource: `${code.grant.resource}/` })],
      ['another client', () => ({ clientId: crypto.randomUUID() })],
      ['the time it expires', (code) => ({ at: code.expiresAt })],
      ['a later time', (code) => ({ at: new Date(code.expiresAt.getTime() + 5_000) })],
    ])('refuses a code with %s and leaves it usable by its owner', async (_, fields) => {
      const code = await issueOne(grants());
      const wrong = redemptionOf(code, fields(code));
      expect(await grants().redeemCode(wrong)).toEqual({ kind: 'refused' });
      expect(await grants().findByRefreshToken(wrong.refreshToken.hash)).toBeUndefined();
      const right = redemptionOf(code, { at: new Date(code.expiresAt.getTime() - 1) });
      expect(await grants().redeemCode(right)).toMatchObject({ kind: 'redeemed' });
      expect(await isLive(grants(), right.refreshToken.hash)).toBe(true);
    });

    it('refuses codes that nobody was given', async () => {
      const code = await issueOne(grants());
      for (const codeHash of [...hostileTexts, newHash(), swapped(code.codeHash)]) {
        const redemption = redemptionOf(code, { codeHash });
        expect(await grants().redeemCode(redemption), codeHash).toEqual({ kind: 'refused' });
      }
    });

    it('redeems a code for one of 20 who try at once', async () => {
      const code = await issueOne(grants());
      const outcomes = await atOnce(20, () => grants().redeemCode(redemptionOf(code)));
      const kinds = kindsOf(outcomes);
      expect(kinds.filter((kind) => kind === 'redeemed')).toHaveLength(1);
      // The first replay ends the grant; those after it may find it ended.
      expect(kinds).toContain('replayed');
    });

    it('leaves no token behind when 20 redeem a code at once', async () => {
      const code = await issueOne(grants());
      const redemptions = Array.from({ length: 20 }, () => redemptionOf(code));
      await Promise.all(redemptions.map((redemption) => grants().redeemCode(redemption)));
      for (const { refreshToken } of redemptions) {
        expect(await isLive(grants(), refreshToken.hash)).toBe(false);
      }
    });

    it('redeems a code for its owner among 20 clients at once, and nobody ends the grant', async () => {
      const code = await issueOne(grants());
      const redemptions = Array.from({ length: 20 }, (_, index) =>
        redemptionOf(code, index === 13 ? {} : { clientId: crypto.randomUUID() }),
      );
      const outcomes = await Promise.all(
        redemptions.map((redemption) => grants().redeemCode(redemption)),
      );
      expect(outcomes.filter(({ kind }) => kind === 'refused')).toHaveLength(19);
      expect(outcomes[13]).toEqual({ kind: 'redeemed', grant: code.grant });
      expect(await isLive(grants(), redemptions[13]?.refreshToken.hash ?? '')).toBe(true);
    });

    it.each<[string, (code: NewCode) => Partial<CodeRedemption>]>([
      ['as it was', () => ({})],
      ['after its time', (code) => ({ at: new Date(code.expiresAt.getTime() + 1) })],
    ])('ends the grant when its client brings a code again, %s', async (_, fields) => {
      const code = await issueOne(grants());
      const first = redemptionOf(code);
      await grants().redeemCode(first);
      const again = redemptionOf(code, { at: at(2_000), ...fields(code) });
      expect(await grants().redeemCode(again)).toEqual({ kind: 'replayed', grant: code.grant });
      expect(await isLive(grants(), first.refreshToken.hash)).toBe(false);
      expect(await grants().findByRefreshToken(again.refreshToken.hash)).toBeUndefined();
      expect(await store().authorization.revocations.after(0)).toEqual([
        {
          position: expect.any(Number),
          kind: 'grant',
          subject: code.grant.id,
          at: again.at,
          expiresAt: expect.any(Date),
        },
      ]);
    });

    it('changes nothing when a used code comes with another verifier', async () => {
      const code = await issueOne(grants());
      const first = redemptionOf(code);
      await grants().redeemCode(first);
      const found = redemptionOf(code, { codeChallenge: newHash() });
      expect(await grants().redeemCode(found)).toEqual({ kind: 'refused' });
      expect(await isLive(grants(), first.refreshToken.hash)).toBe(true);
    });

    it('changes nothing when another client brings a used code', async () => {
      const code = await issueOne(grants());
      const first = redemptionOf(code);
      await grants().redeemCode(first);
      const foreign = redemptionOf(code, { clientId: crypto.randomUUID() });
      expect(await grants().redeemCode(foreign)).toEqual({ kind: 'refused' });
      expect(await isLive(grants(), first.refreshToken.hash)).toBe(true);
      expect(await store().authorization.revocations.after(0)).toEqual([]);
    });

    it('ends no other grant of the same user and client with a replayed code', async () => {
      const code = await issueOne(grants());
      const { userId, clientId } = code.grant;
      const other = await createOne(grants(), { userId, clientId });
      await grants().redeemCode(redemptionOf(code));
      await grants().redeemCode(redemptionOf(code));
      expect(await isLive(grants(), other.token.hash)).toBe(true);
    });

    it('refuses a code of a grant that was revoked', async () => {
      const code = await issueOne(grants());
      expect(await grants().revoke(code.grant.id, at(1))).toBe(true);
      const redemption = redemptionOf(code);
      expect(await grants().redeemCode(redemption)).toEqual({ kind: 'refused' });
      expect(await grants().findByRefreshToken(redemption.refreshToken.hash)).toBeUndefined();
    });

    it('gives one request one code, and keeps nothing of a second', async () => {
      const first = await issueOne(grants());
      const second = newCode({ requestId: first.requestId });
      expect(await grants().issueCode(second)).toBe('already_answered');
      expect(await grants().redeemCode(redemptionOf(second))).toEqual({ kind: 'refused' });
      expect(await grants().revoke(second.grant.id, at(1))).toBe(false);
      expect(await grants().redeemCode(redemptionOf(first))).toMatchObject({ kind: 'redeemed' });
    });

    it('gives no second code for a request whose code was used', async () => {
      const first = await issueOne(grants());
      await grants().redeemCode(redemptionOf(first));
      const second = newCode({ requestId: first.requestId });
      expect(await grants().issueCode(second)).toBe('already_answered');
    });

    it('issues one of 20 codes for the same request at once', async () => {
      const requestId = crypto.randomUUID();
      const codes = Array.from({ length: 20 }, () => newCode({ requestId }));
      const answers = await Promise.all(codes.map((code) => grants().issueCode(code)));
      expect(answers.filter((answer) => answer === 'already_answered')).toHaveLength(19);
      const outcomes = await Promise.all(
        codes.map((code) => grants().redeemCode(redemptionOf(code))),
      );
      expect(kindsOf(outcomes).indexOf('redeemed')).toBe(answers.indexOf('issued'));
      expect(kindsOf(outcomes).filter((kind) => kind === 'refused')).toHaveLength(19);
      for (const [index, { grant }] of codes.entries()) {
        expect(await grants().revoke(grant.id, at(1))).toBe(answers[index] === 'issued');
      }
    });

    it('issues no code for an inactive user and keeps nothing of it', async () => {
      const userId = await insertUser(store().users, { isActive: false });
      const code = newCode({ grant: newGrant({ userId }) });
      expect(await grants().issueCode(code)).toBe('user_inactive');
      expect(await grants().redeemCode(redemptionOf(code))).toEqual({ kind: 'refused' });
      await store().users.update(userId, { isActive: true });
      expect(await grants().redeemCode(redemptionOf(code))).toEqual({ kind: 'refused' });
      expect(await grants().issueCode(code)).toBe('issued');
    });

    it('refuses the code of a user who became inactive, and takes it when they are active again', async () => {
      const userId = await insertUser(store().users);
      const code = await issueOne(grants(), { grant: newGrant({ userId }) });
      await store().users.update(userId, { isActive: false });
      expect(await grants().redeemCode(redemptionOf(code))).toEqual({ kind: 'refused' });
      await store().users.update(userId, { isActive: true });
      expect(await grants().redeemCode(redemptionOf(code))).toMatchObject({ kind: 'redeemed' });
    });

    it('keeps codes of clients whose ids and redirect URIs hold any text', async () => {
      for (const text of hostileTexts) {
        const grant = newGrant({ clientId: text.slice(0, 1_500), resource: text });
        const code = await issueOne(grants(), { grant, redirectUri: text });
        expect(await grants().redeemCode(redemptionOf(code))).toEqual({ kind: 'redeemed', grant });
      }
    });
  });
}

/** The same letters with small ones for capitals and the other way round. */
function swapped(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
