import { type Scope, scopes } from '@picard-mcp/core';
import type { RefreshRotation, RefreshTokenState, RotateOutcome } from '../../ports/grant-store.js';
import { revokeGrants } from './ended-grants.js';
import type { RefreshTokenRow, Tables } from './tables.js';

/** `isUsable`: whether the token's grant lives and its user is active. */
export function rotate(
  tables: Tables,
  rotation: RefreshRotation,
  isUsable: boolean,
): RotateOutcome {
  const { tokenHash, clientId, successor, at } = rotation;
  const token = tables.refreshTokens.get(tokenHash);
  const grant = token && tables.grants.get(token.grantId)?.grant;
  if (!token || grant?.clientId !== clientId) return refused('token');
  if (token.rotatedAt && !isInGrace(token.rotatedAt, rotation)) {
    revokeGrants(tables, ({ id }) => id === grant.id, at);
    return { kind: 'reused', grant: structuredClone(grant) };
  }
  if (!isUsable || token.expiresAt <= at) return refused('token');
  if (!contains(grant.scopes, rotation.scopes ?? [])) return refused('scope');
  if ((rotation.resource ?? grant.resource) !== grant.resource) return refused('resource');
  tables.refreshTokens.set(tokenHash, { ...token, rotatedAt: token.rotatedAt ?? at });
  const next: RefreshTokenRow = {
    grantId: grant.id,
    expiresAt: successor.expiresAt,
    rotatedAt: undefined,
  };
  tables.refreshTokens.set(successor.hash, next);
  return { kind: 'rotated', grant: structuredClone(grant) };
}

export function refreshTokenState(
  tables: Tables,
  tokenHash: string,
  now: Date,
  isUsable: boolean,
): RefreshTokenState | undefined {
  const token = tables.refreshTokens.get(tokenHash);
  const grant = token && tables.grants.get(token.grantId)?.grant;
  if (!token || !grant) return undefined;
  const { expiresAt, rotatedAt } = token;
  const isLive = isUsable && rotatedAt === undefined && expiresAt > now;
  return structuredClone({ grant, expiresAt, isLive });
}

function refused(reason: 'scope' | 'resource' | 'token'): RotateOutcome {
  return { kind: 'refused', reason };
}

/** Counted from the first rotation. Without a grace there is none, even where clocks disagree. */
function isInGrace(rotatedAt: Date, { graceMs, at }: RefreshRotation): boolean {
  return graceMs > 0 && at.getTime() < rotatedAt.getTime() + graceMs;
}

/** A stronger scope contains the weaker ones. */
function contains(granted: readonly Scope[], asked: readonly Scope[]): boolean {
  return asked.every((scope) =>
    granted.some((held) => scopes.indexOf(held) >= scopes.indexOf(scope)),
  );
}
