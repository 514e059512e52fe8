import type { CodeRedemption, RedeemOutcome } from '../../ports/grant-store.js';
import { revokeGrants } from './ended-grants.js';
import type { CodeRow, Tables } from './tables.js';

/** `isUsable`: whether the code's grant lives and its user is active. */
export function redeem(
  tables: Tables,
  redemption: CodeRedemption,
  isUsable: boolean,
): RedeemOutcome {
  const { codeHash, clientId, codeChallenge, refreshToken, at } = redemption;
  const code = tables.codes.get(codeHash);
  const grant = code && tables.grants.get(code.grantId)?.grant;
  if (!code || grant?.clientId !== clientId) return refused;
  if (code.usedAt !== undefined) {
    if (codeChallenge !== code.codeChallenge) return refused;
    revokeGrants(tables, ({ id }) => id === grant.id, at);
    return { kind: 'replayed', grant: structuredClone(grant) };
  }
  if (!isUsable || !matches(code, grant.resource, redemption)) return refused;
  tables.codes.set(codeHash, { ...code, usedAt: at });
  tables.refreshTokens.set(refreshToken.hash, {
    grantId: grant.id,
    expiresAt: refreshToken.expiresAt,
    rotatedAt: undefined,
  });
  return { kind: 'redeemed', grant: structuredClone(grant) };
}

const refused = { kind: 'refused' } as const;

function matches(code: CodeRow, codeResource: string, redemption: CodeRedemption): boolean {
  const { redirectUri = code.redirectUri, resource = codeResource, codeChallenge, at } = redemption;
  return (
    redirectUri === code.redirectUri &&
    resource === codeResource &&
    codeChallenge === code.codeChallenge &&
    code.expiresAt > at
  );
}
