import type { UserId } from '@picard-mcp/core';
import type { UserStore } from '@picard-mcp/core/ports';
import type { Grant } from '../../grant/grant.js';
import type { GrantStore, NewRefreshToken } from '../../ports/grant-store.js';
import { redeem } from './codes.js';
import { revokeGrants } from './ended-grants.js';
import { refreshTokenState, rotate } from './refresh-tokens.js';
import type { Tables } from './tables.js';
import type { InTurn } from './turns.js';

export interface GrantsOptions {
  readonly tables: Tables;
  readonly users: Pick<UserStore, 'findById' | 'update'>;
  readonly now: () => Date;
  readonly inTurn: InTurn;
}

export function grants({ tables, users, now, inTurn }: GrantsOptions): GrantStore {
  /** Users without an account are taken as they come. */
  const isInactive = async (userId: UserId): Promise<boolean> =>
    (await users.findById(userId))?.isActive === false;

  /** Clients of metadata documents are not registered: they are taken as they come too. */
  const mayBeGranted = async ({ userId, clientId }: Grant): Promise<boolean> =>
    !(await isInactive(userId)) && tables.clients.get(clientId)?.client.isActive !== false;

  /** Whether the grant lives and may still be used. */
  async function isUsable(grantId: string | undefined): Promise<boolean> {
    const row = grantId === undefined ? undefined : tables.grants.get(grantId);
    return row !== undefined && !row.revokedAt && !(await isInactive(row.grant.userId));
  }

  function storeGrant(grant: Grant): void {
    tables.grants.set(grant.id, { grant: structuredClone(grant), revokedAt: undefined });
    const client = tables.clients.get(grant.clientId);
    if (client) tables.clients.set(grant.clientId, { ...client, usedAt: grant.createdAt });
  }

  function storeToken(grantId: string, { hash, expiresAt }: NewRefreshToken): void {
    tables.refreshTokens.set(hash, { grantId, expiresAt, rotatedAt: undefined });
  }

  return {
    issueCode: ({ grant, ...code }) =>
      inTurn(async () => {
        if (!(await mayBeGranted(grant))) return 'user_inactive';
        const isAnswered = [...tables.codes.values()].some(
          ({ requestId }) => requestId === code.requestId,
        );
        if (isAnswered) return 'already_answered';
        storeGrant(grant);
        tables.codes.set(code.codeHash, { ...code, grantId: grant.id, usedAt: undefined });
        return 'issued';
      }),
    redeemCode: (redemption) =>
      inTurn(async () => {
        const grantId = tables.codes.get(redemption.codeHash)?.grantId;
        return redeem(tables, redemption, await isUsable(grantId));
      }),
    create: (grant, refreshToken) =>
      inTurn(async () => {
        if (!(await mayBeGranted(grant))) return false;
        storeGrant(grant);
        storeToken(grant.id, refreshToken);
        return true;
      }),
    rotateRefreshToken: (rotation) =>
      inTurn(async () => {
        const grantId = tables.refreshTokens.get(rotation.tokenHash)?.grantId;
        return rotate(tables, rotation, await isUsable(grantId));
      }),
    findByRefreshToken: (tokenHash) =>
      inTurn(async () => {
        const grantId = tables.refreshTokens.get(tokenHash)?.grantId;
        return refreshTokenState(tables, tokenHash, now(), await isUsable(grantId));
      }),
    revokeByRefreshToken: ({ tokenHash, clientId, at }) =>
      inTurn(async () => {
        const grantId = tables.refreshTokens.get(tokenHash)?.grantId;
        const isTheirs = (grant: Grant) => grant.id === grantId && grant.clientId === clientId;
        return structuredClone(revokeGrants(tables, isTheirs, at)[0]);
      }),
    revoke: (grantId, at) =>
      inTurn(async () => revokeGrants(tables, ({ id }) => id === grantId, at).length > 0),
    listOf: async (userId) =>
      [...tables.grants.values()]
        .filter(({ grant, revokedAt }) => grant.userId === userId && !revokedAt)
        .map(({ grant }) => structuredClone(grant))
        .sort(
          (left, right) =>
            left.createdAt.getTime() - right.createdAt.getTime() || (left.id < right.id ? -1 : 1),
        ),
    revokeUser: ({ userId, at, deactivate }) =>
      inTurn(async () => {
        if (deactivate) await users.update(userId, { isActive: false });
        revokeGrants(tables, (grant) => grant.userId === userId, at);
        for (const session of [...tables.sessions.values()]) {
          if (session.userId === userId) tables.sessions.delete(session.hash);
        }
        tables.revocations.add({ kind: 'user', subject: userId, at });
      }),
  };
}
