import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';

/** Scopes from the weakest to the strongest; each contains those before it. */
export const scopes = ['memories:read', 'memories:write', 'memories:admin'] as const;

export type Scope = (typeof scopes)[number];

/** Who is calling, as a verified access token or an embedding application says. */
export interface Principal {
  readonly userId: UserId;
  readonly scopes: readonly Scope[];
  /** The OAuth client that acts for the user; absent when the host application itself calls. */
  readonly clientId?: string;
  /** `jti` of the access token. */
  readonly tokenId?: string;
  /** The grant that the access token was issued under; absent for tokens that no client asked for. */
  readonly grantId?: string;
  /** When the access token was issued, in whole seconds. */
  readonly issuedAt?: Date;
  /** When the access token expires. */
  readonly expiresAt?: Date;
}

/** Whether the principal holds `scope`, directly or through a stronger one. */
export function hasScope(principal: Principal, scope: Scope): boolean {
  const needed = scopes.indexOf(scope);
  return principal.scopes.some((held) => scopes.indexOf(held) >= needed);
}

/** @throws PicardError `insufficient_scope`, naming every scope that is needed. */
export function requireScope(principal: Principal, ...needed: readonly Scope[]): void {
  if (needed.every((scope) => hasScope(principal, scope))) return;
  throw new PicardError('insufficient_scope', `This requires the scope ${needed.join(' ')}.`, {
    details: { required_scopes: needed },
  });
}
