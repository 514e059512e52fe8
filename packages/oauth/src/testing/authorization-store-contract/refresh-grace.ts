import { describe, expect, it } from 'vitest';
import { at, atOnce, createOne, isLive, kindsOf, rotationOf } from './samples.js';
import { type AuthorizationStoreFactory, useStore } from './use-store.js';

const graceMs = 10_000;

export function refreshGraceContract(open: AuthorizationStoreFactory): void {
  describe('the grace of rotated refresh tokens', () => {
    const store = useStore(open);
    const grants = () => store().authorization.grants;

    it('takes a rotated token again within the grace, and both successors live', async () => {
      const { grant, token } = await createOne(grants());
      const first = rotationOf(grant, token.hash, { graceMs });
      const second = rotationOf(grant, token.hash, { graceMs, at: at(1_000 + graceMs - 1) });
      expect(await grants().rotateRefreshToken(first)).toEqual({ kind: 'rotated', grant });
      expect(await grants().rotateRefreshToken(second)).toEqual({ kind: 'rotated', grant });
      expect(await isLive(grants(), first.successor.hash)).toBe(true);
      expect(await isLive(grants(), second.successor.hash)).toBe(true);
    });

    it('ends the grant when a rotated token comes after the grace', async () => {
      const { grant, token } = await createOne(grants());
      const first = rotationOf(grant, token.hash, { graceMs });
      await grants().rotateRefreshToken(first);
      const late = rotationOf(grant, token.hash, { graceMs, at: at(1_000 + graceMs) });
      expect(await grants().rotateRefreshToken(late)).toEqual({ kind: 'reused', grant });
      expect(await isLive(grants(), first.successor.hash)).toBe(false);
    });

    it('counts the grace from the first rotation, however often the token comes again', async () => {
      const { grant, token } = await createOne(grants());
      const rotate = (ms: number) =>
        grants().rotateRefreshToken(rotationOf(grant, token.hash, { graceMs, at: at(ms) }));
      expect((await rotate(0)).kind).toBe('rotated');
      expect((await rotate(graceMs - 1)).kind).toBe('rotated');
      expect((await rotate(graceMs + 1)).kind).toBe('reused');
    });

    it('lets 20 of one client through at once within the grace', async () => {
      const { grant, token } = await createOne(grants());
      const outcomes = await atOnce(20, () =>
        grants().rotateRefreshToken(rotationOf(grant, token.hash, { graceMs })),
      );
      expect(new Set(kindsOf(outcomes))).toEqual(new Set(['rotated']));
    });

    it('gives neither another client, nor a wider scope, nor an ended grant a grace', async () => {
      const { grant, token } = await createOne(grants());
      const rotate = (fields: object) =>
        grants().rotateRefreshToken(rotationOf(grant, token.hash, { graceMs, ...fields }));
      expect((await rotate({})).kind).toBe('rotated');
      const foreign = await rotate({ clientId: crypto.randomUUID() });
      expect(foreign).toEqual({ kind: 'refused', reason: 'token' });
      const wider = await rotate({ scopes: ['memories:admin'] });
      expect(wider).toEqual({ kind: 'refused', reason: 'scope' });
      await grants().revoke(grant.id, at(2_000));
      expect(await rotate({})).toEqual({ kind: 'refused', reason: 'token' });
    });
  });
}
