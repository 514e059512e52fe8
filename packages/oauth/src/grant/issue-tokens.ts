import { type Scope, scopes } from '@picard-mcp/core';
import type { Client } from '../client/client.js';
import type { AuthorizationContext } from '../context.js';
import type { NewRefreshToken } from '../ports/grant-store.js';
import { hashSecret, newSecret } from '../secret.js';
import { issueAccessToken } from '../token/access-token.js';
import type { Grant } from './grant.js';

/** A successful answer of the token endpoint (RFC 6749 section 5.1). */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly scope: string;
}

/** A new refresh token for the client, and the form in which it is stored. */
export interface FreshRefreshToken {
  readonly secret: string;
  readonly stored: NewRefreshToken;
}

type IssuingContext = Pick<
  AuthorizationContext,
  'issuer' | 'resource' | 'keys' | 'users' | 'clock' | 'lifetimes'
>;

export function newRefreshToken({ lifetimes }: IssuingContext, at: Date): FreshRefreshToken {
  const secret = newSecret();
  const expiresAt = new Date(at.getTime() + lifetimes.refreshToken * 1000);
  return { secret, stored: { hash: hashSecret(secret), expiresAt } };
}

/**
 * Finds out that nothing can be signed now, before a code or a refresh token is spent for nothing.
 *
 * @throws PicardError `unavailable`
 */
export async function assertCanSign({ keys }: Pick<IssuingContext, 'keys'>): Promise<void> {
  await keys.publicKeys();
}

/** Signs an access token of the grant with the given scopes. Returns it with the refresh token. */
export async function issueTokens(
  grant: Grant,
  wanted: readonly Scope[],
  client: Pick<Client, 'scopes'>,
  refreshToken: FreshRefreshToken,
  context: IssuingContext,
): Promise<{ readonly tokenId: string; readonly answer: TokenAnswer }> {
  const { issuer, keys, clock, lifetimes } = context;
  const granted = await scopesNow(grant, wanted, client, context);
  const { accessToken, tokenId } = await issueAccessToken({
    keys,
    issuer,
    audience: grant.resource,
    userId: grant.userId,
    clientId: grant.clientId,
    scopes: granted,
    grantId: grant.id,
    lifetime: lifetimes.accessToken,
    clock,
  });
  return {
    tokenId,
    answer: {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: lifetimes.accessToken,
      refresh_token: refreshToken.secret,
      scope: granted.join(' '),
    },
  };
}

/**
 * No more than the client may be granted by now, and without `memories:admin` where the user is no
 * superuser any more. What a stronger scope contains was granted too, and stays when nothing else was asked
 * for.
 */
async function scopesNow(
  grant: Grant,
  wanted: readonly Scope[],
  client: Pick<Client, 'scopes'>,
  { users }: Pick<IssuingContext, 'users'>,
): Promise<readonly Scope[]> {
  const ofClient = wanted.filter((scope) => contains(client.scopes, scope));
  const allowed = ofClient.length > 0 ? ofClient : contained(client.scopes);
  if (!allowed.includes('memories:admin')) return allowed;
  if ((await users.findById(grant.userId))?.isSuperuser) return allowed;
  const others = allowed.filter((scope) => scope !== 'memories:admin');
  return others.length > 0 ? others : unprivileged(allowed);
}

/** All that the scopes contain, but for `memories:admin`. */
export function unprivileged(held: readonly Scope[]): readonly Scope[] {
  return contained(held).filter((scope) => scope !== 'memories:admin');
}

function contained(held: readonly Scope[]): readonly Scope[] {
  return scopes.filter((scope) => contains(held, scope));
}

function contains(held: readonly Scope[], scope: Scope): boolean {
  return held.some((each) => scopes.indexOf(each) >= scopes.indexOf(scope));
}
