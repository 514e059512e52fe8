import { type Clock, systemClock } from '@picard-mcp/core/ports';
import type { GrantStore } from '@picard-mcp/oauth/ports';
import type { Database } from '../database/database.js';
import { findByRefreshToken } from './find-by-refresh-token.js';
import { createGrant, issueCode } from './issue-grants.js';
import { listGrants } from './list-grants.js';
import { redeemCode } from './redeem-code.js';
import { revokeByRefreshToken, revokeGrant, revokeUser } from './revoke-grants.js';
import { rotateRefreshToken } from './rotate-refresh-token.js';

/** Grants, codes and refresh tokens in the database. */
export function grantStore(database: Database, clock: Clock = systemClock): GrantStore {
  return {
    issueCode: (code) => issueCode(database, code),
    redeemCode: (redemption) => redeemCode(database, redemption),
    create: (grant, refreshToken) => createGrant(database, grant, refreshToken),
    rotateRefreshToken: (rotation) => rotateRefreshToken(database, rotation),
    findByRefreshToken: (tokenHash) => findByRefreshToken(database, tokenHash, clock.now()),
    revokeByRefreshToken: (revocation) => revokeByRefreshToken(database, revocation),
    revoke: (grantId, at) => revokeGrant(database, grantId, at),
    listOf: (userId) => listGrants(database, userId),
    revokeUser: (revocation) => revokeUser(database, revocation),
  };
}
