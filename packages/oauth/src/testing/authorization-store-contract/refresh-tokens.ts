import { describe, expect, it } from 'vitest';
import type { Grant } from '../../grant/grant.js';
import type { RefreshRotation } from '../../ports/grant-store.js';
import {
  at,
  atOnce,
  createOne,
  dayMs,
  hostileTexts,
  insertUser,
  isLive,
  kindsOf,
  longAgo,
  newGrant,
  newHash,
  newRefreshToken,
  rotationOf,
} from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

export function refreshTokensContract(open: AuthorizationStoreFactory): void {
  describe('refresh tokens', () => {
    const store = useStore(open);
    const grants = () => store().authorization.grants;

    it('puts a successor in the place of a refresh token, with a time of its own', async () => {
      const { grant, token } = await createOne(grants());
      const successor = newRefreshToken({ expiresAt: at(40 * dayMs) });
      const rotation = rotationOf(grant, token.hash, { successor });
      expect(await grants().rotateRefreshToken(rotation)).toEqual({ kind: 'rotated', grant });
      const { expiresAt } = successor;
      const next = await grants().findByRefreshToken(successor.hash);
      expect(next).toEqual({ grant, expiresAt, isLive: true });
      const former = await grants().findByRefreshToken(token.hash);
      expect(former).toEqual({ grant, expiresAt: token.expiresAt, isLive: false });
    });

    it('rotates a refresh token many times over', async () => {
      const { grant, token } = await createOne(grants());
      let { hash } = token;
      for (let turn = 1; turn <= 10; turn += 1) {
        const rotation = rotationOf(grant, hash, { at: at(turn) });
        expect(await grants().rotateRefreshToken(rotation)).toEqual({ kind: 'rotated', grant });
        hash = rotation.successor.hash;
      }
      expect(await isLive(grants(), hash)).toBe(true);
    });

    it('rotates a refresh token for one of 20 who try at once', async () => {
      const { grant, token } = await createOne(grants());
      const outcomes = await atOnce(20, () =>
        grants().rotateRefreshToken(rotationOf(grant, token.hash)),
      );
      const kinds = kindsOf(outcomes);
      expect(kinds.filter((kind) => kind === 'rotated')).toHaveLength(1);
      expect(kinds).toContain('reused');
    });

    it('leaves no token behind when 20 rotate one at once', async () => {
      const { grant, token } = await createOne(grants());
      const rotations = Array.from({ length: 20 }, () => rotationOf(grant, token.hash));
      await Promise.all(rotations.map((rotation) => grants().rotateRefreshToken(rotation)));
      for (const { successor } of rotations) {
        expect(await isLive(grants(), successor.hash)).toBe(false);
      }
    });

    it.each<[string, Partial<RefreshRotation>]>([
      ['as it was', {}],
      ['asking for more', { scopes: ['memories:admin'] }],
      ['for another resource', { resource: 'https://other.example/' }],
      ['by a clock that is behind', { at: at(-60_000) }],
    ])('ends the grant when its client brings a rotated token again, %s', async (_, fields) => {
      const { grant, token } = await createOne(grants());
      const first = rotationOf(grant, token.hash);
      await grants().rotateRefreshToken(first);
      const again = rotationOf(grant, token.hash, { at: at(5_000), ...fields });
      expect(await grants().rotateRefreshToken(again)).toEqual({ kind: 'reused', grant });
      expect(await isLive(grants(), first.successor.hash)).toBe(false);
      expect(await grants().findByRefreshToken(again.successor.hash)).toBeUndefined();
      const next = rotationOf(grant, first.successor.hash, { at: at(6_000) });
      expect((await grants().rotateRefreshToken(next)).kind).not.toBe('rotated');
      expect(await store().authorization.revocations.after(0)).toEqual([
        {
          position: expect.any(Number),
          kind: 'grant',
          subject: grant.id,
          at: again.at,
          expiresAt: expect.any(Date),
        },
      ]);
    });

    it('changes nothing when another client brings a refresh token, good or rotated', async () => {
      const { grant, token } = await createOne(grants());
      const foreign = { clientId: crypto.randomUUID() };
      const refused = { kind: 'refused', reason: 'token' };
      const theft = rotationOf(grant, token.hash, foreign);
      expect(await grants().rotateRefreshToken(theft)).toEqual(refused);
      const first = rotationOf(grant, token.hash);
      expect(await grants().rotateRefreshToken(first)).toEqual({ kind: 'rotated', grant });
      const late = rotationOf(grant, token.hash, foreign);
      expect(await grants().rotateRefreshToken(late)).toEqual(refused);
      expect(await isLive(grants(), first.successor.hash)).toBe(true);
      expect(await store().authorization.revocations.after(0)).toEqual([]);
    });

    it.each<[string, Partial<Grant>, Partial<RefreshRotation>, string]>([
      ['a scope that was not granted', {}, { scopes: ['memories:admin'] }, 'scope'],
      [
        'a granted scope beside one that was not',
        { scopes: ['memories:read'] },
        { scopes: ['memories:read', 'memories:write'] },
        'scope',
      ],
      ['another resource', {}, { resource: 'https://picard.example/mcp/' }, 'resource'],
    ])('refuses %s and does not burn the refresh token', async (_, fields, asked, reason) => {
      const { grant, token } = await createOne(grants(), fields);
      const wrong = rotationOf(grant, token.hash, asked);
      expect(await grants().rotateRefreshToken(wrong)).toEqual({ kind: 'refused', reason });
      expect(await grants().findByRefreshToken(wrong.successor.hash)).toBeUndefined();
      const right = rotationOf(grant, token.hash, { resource: grant.resource });
      expect(await grants().rotateRefreshToken(right)).toEqual({ kind: 'rotated', grant });
    });

    it('narrows the scope of one use, not of the grant', async () => {
      const { grant, token } = await createOne(grants());
      const narrow = rotationOf(grant, token.hash, { scopes: ['memories:read'] });
      expect(await grants().rotateRefreshToken(narrow)).toEqual({ kind: 'rotated', grant });
      const wide = rotationOf(grant, narrow.successor.hash, { scopes: [...grant.scopes] });
      expect(await grants().rotateRefreshToken(wide)).toEqual({ kind: 'rotated', grant });
    });

    it('takes a weaker scope for a part of a stronger one', async () => {
      const { grant, token } = await createOne(grants(), { scopes: ['memories:write'] });
      const weaker = rotationOf(grant, token.hash, { scopes: ['memories:read'] });
      expect(await grants().rotateRefreshToken(weaker)).toEqual({ kind: 'rotated', grant });
    });

    it.each([0, 1])('refuses a refresh token %i ms after its time', async (late) => {
      const { grant, token } = await createOne(grants());
      const time = new Date(token.expiresAt.getTime() + late);
      const rotation = rotationOf(grant, token.hash, { at: time });
      const refused = { kind: 'refused', reason: 'token' };
      expect(await grants().rotateRefreshToken(rotation)).toEqual(refused);
      const intime = { at: new Date(token.expiresAt.getTime() - 1) };
      const again = rotationOf(grant, token.hash, intime);
      expect(await grants().rotateRefreshToken(again)).toMatchObject({ kind: 'rotated' });
    });

    it('refuses refresh tokens that nobody was given', async () => {
      const { grant } = await createOne(grants());
      for (const hash of [...hostileTexts, newHash()]) {
        const refused = { kind: 'refused', reason: 'token' };
        expect(await grants().rotateRefreshToken(rotationOf(grant, hash))).toEqual(refused);
        expect(await grants().findByRefreshToken(hash)).toBeUndefined();
      }
    });

    it('finds no life in a refresh token that expired, was revoked, or whose user is inactive', async () => {
      const userId = await insertUser(store().users);
      const expired = await createOne(grants(), {}, { expiresAt: longAgo });
      const revoked = await createOne(grants());
      const inactive = await createOne(grants(), { userId });
      await grants().revoke(revoked.grant.id, at(1));
      await store().users.update(userId, { isActive: false });
      for (const { grant, token } of [expired, revoked, inactive]) {
        const { expiresAt } = token;
        const state = await grants().findByRefreshToken(token.hash);
        expect(state).toEqual({ grant, expiresAt, isLive: false });
      }
    });

    it('rotates nothing for an inactive user, and does not burn the token', async () => {
      const userId = await insertUser(store().users);
      const { grant, token } = await createOne(grants(), { userId });
      await store().users.update(userId, { isActive: false });
      const rotation = rotationOf(grant, token.hash);
      const refused = { kind: 'refused', reason: 'token' };
      expect(await grants().rotateRefreshToken(rotation)).toEqual(refused);
      await store().users.update(userId, { isActive: true });
      expect(await grants().rotateRefreshToken(rotation)).toEqual({ kind: 'rotated', grant });
    });

    it('creates no grant for an inactive user', async () => {
      const userId = await insertUser(store().users, { isActive: false, realm: 'a realm' });
      const grant = newGrant({ userId });
      const token = newRefreshToken();
      expect(await grants().create(grant, token)).toBe(false);
      expect(await grants().findByRefreshToken(token.hash)).toBeUndefined();
      expect(await grants().revoke(grant.id, at(1))).toBe(false);
    });
  });
}
