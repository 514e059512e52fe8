import type { AuthorizationStore, Grant, NewRefreshToken } from '@picard-mcp/oauth/ports';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDatabases } from '../testing/describe-databases.js';
import { lockWaits } from '../testing/lock-waits.js';
import type { TestStore } from '../testing/test-store.js';
import { clientStore } from './client-store.js';
import { createGrant } from './issue-grants.js';
import { redeemCode } from './redeem-code.js';
import { rotateRefreshToken } from './rotate-refresh-token.js';
import {
  at,
  newClient,
  newCode,
  newGrant,
  newToken,
  newUser,
  redemptionOf,
  rotationOf,
} from './testing/samples.js';

/** What is not committed yet while the other side runs: each order of two calls, made to happen. */
describeDatabases('grants among instances', { only: 'postgres' }, (database) => {
  let store: TestStore;
  let parts: AuthorizationStore;
  beforeEach(async () => {
    store = await database.open();
    parts = store.authorization;
  });
  afterEach(() => store.close());

  async function created(
    fields: Partial<Grant> = {},
  ): Promise<{ readonly grant: Grant; readonly token: NewRefreshToken }> {
    const [grant, token] = [newGrant(fields), newToken()];
    expect(await parts.grants.create(grant, token)).toBe(true);
    return { grant, token };
  }

  async function isLive({ hash }: NewRefreshToken): Promise<boolean | undefined> {
    return (await parts.grants.findByRefreshToken(hash))?.isLive;
  }

  it('lets one of 40 redeem a code whom two instances serve', async () => {
    const other = (await store.another()).authorization;
    const code = newCode(newGrant());
    await parts.grants.issueCode(code);
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 ? parts : other).grants.redeemCode(redemptionOf(code)),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === 'redeemed')).toHaveLength(1);
    expect(await other.revocations.after(0)).toMatchObject([{ subject: code.grant.id }]);
  });

  it('lets one of 40 rotate a refresh token whom two instances serve, whatever their clocks say', async () => {
    const other = (await store.another()).authorization;
    const { grant, token } = await created();
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 ? parts : other).grants.rotateRefreshToken(
          rotationOf(grant, token, { at: at(1_000 - index) }),
        ),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === 'rotated')).toHaveLength(1);
    expect(await other.revocations.after(0)).toMatchObject([{ subject: grant.id }]);
  });

  it('gives a code to the next in line when the redemption before it was undone', async () => {
    const code = newCode(newGrant());
    await parts.grants.issueCode(code);
    let next: Promise<unknown> | undefined;
    const undone = store.database.transaction(async (transaction) => {
      expect((await redeemCode(transaction, redemptionOf(code))).kind).toBe('redeemed');
      next = parts.grants.redeemCode(redemptionOf(code));
      await lockWaits(store, 1);
      throw new Error('undone');
    });
    await expect(undone).rejects.toBeDefined();
    expect(await next).toMatchObject({ kind: 'redeemed' });
  });

  it('takes a redemption for a replay that waited for the one before it', async () => {
    const code = newCode(newGrant());
    await parts.grants.issueCode(code);
    let next: Promise<unknown> | undefined;
    await store.database.transaction(async (transaction) => {
      expect((await redeemCode(transaction, redemptionOf(code))).kind).toBe('redeemed');
      next = parts.grants.redeemCode(redemptionOf(code));
      await lockWaits(store, 1);
    });
    expect(await next).toMatchObject({ kind: 'replayed' });
  });

  it('takes a rotation for a reuse that waited for the one before it', async () => {
    const { grant, token } = await created();
    let next: Promise<unknown> | undefined;
    await store.database.transaction(async (transaction) => {
      const first = rotationOf(grant, token);
      expect((await rotateRefreshToken(transaction, first)).kind).toBe('rotated');
      next = parts.grants.rotateRefreshToken(rotationOf(grant, token));
      await lockWaits(store, 1);
    });
    expect(await next).toMatchObject({ kind: 'reused' });
  });

  it('refuses a redemption that waited for the revocation of its grant', async () => {
    const code = newCode(newGrant());
    await parts.grants.issueCode(code);
    const redemption = redemptionOf(code);
    let redeeming: Promise<unknown> | undefined;
    await store.database.transaction(async (transaction) => {
      await transaction.query({
        text: 'update oauth_grants set revoked_at = $2 where id = $1',
        values: [code.grant.id, at(1)],
      });
      redeeming = parts.grants.redeemCode(redemption);
      await lockWaits(store, 1);
    });
    expect(await redeeming).toEqual({ kind: 'refused' });
    expect(await parts.grants.findByRefreshToken(redemption.refreshToken.hash)).toBeUndefined();
  });

  it('refuses a rotation that waited for the revocation of its grant', async () => {
    const { grant, token } = await created();
    const rotation = rotationOf(grant, token);
    let rotating: Promise<unknown> | undefined;
    await store.database.transaction(async (transaction) => {
      await transaction.query({
        text: 'update oauth_grants set revoked_at = $2 where id = $1',
        values: [grant.id, at(1)],
      });
      rotating = parts.grants.rotateRefreshToken(rotation);
      await lockWaits(store, 1);
    });
    expect(await rotating).toEqual({ kind: 'refused', reason: 'token' });
    expect(await parts.grants.findByRefreshToken(rotation.successor.hash)).toBeUndefined();
  });

  it('revokes a grant together with the successor whose rotation it waited for', async () => {
    const { grant, token } = await created();
    const rotation = rotationOf(grant, token);
    let revoking: Promise<unknown> | undefined;
    await store.database.transaction(async (transaction) => {
      expect((await rotateRefreshToken(transaction, rotation)).kind).toBe('rotated');
      revoking = parts.grants.revoke(grant.id, at(2));
      await lockWaits(store, 1);
    });
    expect(await revoking).toBe(true);
    expect(await isLive(rotation.successor)).toBe(false);
  });

  it('ends a grant too that was on its way when its user was deactivated', async () => {
    const user = newUser();
    await store.users.insert(user);
    const [grant, token] = [newGrant({ userId: user.id }), newToken()];
    let revoking: Promise<unknown> | undefined;
    await store.database.transaction(async (transaction) => {
      expect(await createGrant(transaction, grant, token)).toBe(true);
      revoking = parts.grants.revokeUser({ userId: user.id, at: at(1), deactivate: true });
      await lockWaits(store, 1);
    });
    await revoking;
    await store.users.update(user.id, { isActive: true });
    expect(await isLive(token)).toBe(false);
  });

  it('grants nothing to a user whose deactivation it waited for', async () => {
    const user = newUser();
    await store.users.insert(user);
    const [grant, token] = [newGrant({ userId: user.id }), newToken()];
    const code = newCode(newGrant({ userId: user.id }));
    const granting: Promise<unknown>[] = [];
    await store.database.transaction(async (transaction) => {
      await transaction.query({
        text: 'update users set is_active = false where id = $1',
        values: [user.id],
      });
      granting.push(parts.grants.create(grant, token), parts.grants.issueCode(code));
      await lockWaits(store, 2);
    });
    expect(await Promise.all(granting)).toEqual([false, 'user_inactive']);
    expect(await store.sql('select from oauth_grants')).toEqual([]);
  });

  it('ends a grant too that was on its way when its client was deactivated', async () => {
    const client = newClient();
    await parts.clients.insert(client);
    const { clientId } = client;
    const [grant, token] = [newGrant({ clientId }), newToken()];
    let deactivating: Promise<unknown> | undefined;
    await store.database.transaction(async (transaction) => {
      expect(await createGrant(transaction, grant, token)).toBe(true);
      deactivating = parts.clients.update(clientId, { isActive: false }, at(1));
      await lockWaits(store, 1);
    });
    await deactivating;
    await parts.clients.update(clientId, { isActive: true }, at(2));
    expect(await isLive(token)).toBe(false);
  });

  it('grants nothing by a client whose deactivation it waited for', async () => {
    const client = newClient();
    await parts.clients.insert(client);
    const { clientId } = client;
    let granting: Promise<unknown> | undefined;
    const both = store.database.transaction(async (transaction) => {
      const within = clientStore({
        ...store.database,
        transaction: (work) => work(transaction),
        query: (statement) => transaction.query(statement),
      });
      await within.update(clientId, { isActive: false }, at(1));
      granting = parts.grants.create(newGrant({ clientId }), newToken());
      await lockWaits(store, 1);
    });
    await both;
    expect(await granting).toBe(false);
  });

  it('notes the use of a client by many at once without making them wait for each other', async () => {
    const client = newClient();
    await parts.clients.insert(client);
    const { clientId } = client;
    await store.database.transaction(async (transaction) => {
      expect(await createGrant(transaction, newGrant({ clientId }), newToken())).toBe(true);
    });
    await store.database.transaction(async (transaction) => {
      const later = { clientId, createdAt: at(30_000) };
      expect(await createGrant(transaction, newGrant(later), newToken())).toBe(true);
      // The first is not committed.
      expect(await parts.grants.create(newGrant(later), newToken())).toBe(true);
    });
  });
});
