import type { Scope, UserId } from '@picard-mcp/core';
import type { AuthorizationContext } from '../context.js';
import type { OAuthErrorCode } from '../http/oauth-error.js';

/** Whose authorization it was, as far as that is known: ids from the stores alone, never from the request. */
export interface AuthorizationParties {
  readonly clientId?: string;
  readonly userId?: UserId;
  readonly address: string | undefined;
}

export function auditGrant(
  { audit }: Pick<AuthorizationContext, 'audit'>,
  parties: AuthorizationParties,
  { grantId, scopes }: { readonly grantId: string; readonly scopes: readonly Scope[] },
): void {
  const details = { grant_id: grantId, scopes: scopes.join(' ') };
  audit({ action: 'authorization', outcome: 'success', ...parties, details });
}

export function auditRefusal(
  { audit }: Pick<AuthorizationContext, 'audit'>,
  parties: AuthorizationParties,
  reason: OAuthErrorCode,
  scopes?: readonly Scope[],
): void {
  audit({
    action: 'authorization',
    outcome: ourFaults.includes(reason) ? 'failed' : 'refused',
    reason,
    ...parties,
    ...(scopes === undefined ? {} : { details: { scopes: scopes.join(' ') } }),
  });
}

const ourFaults: readonly OAuthErrorCode[] = ['server_error', 'temporarily_unavailable'];
