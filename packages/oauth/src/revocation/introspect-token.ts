import type { Principal } from '@picard-mcp/core';
import type { Client } from '../client/client.js';
import type { AuthorizationContext } from '../context.js';
import { hashSecret } from '../secret.js';
import { isAccessToken, verifyOrNothing } from '../token/presented-token.js';

/** What a token is worth now (RFC 7662 section 2.2). An inactive one says nothing else. */
export type Introspection =
  | { readonly active: false }
  | {
      readonly active: true;
      readonly scope: string;
      readonly client_id: string;
      readonly username?: string;
      /** Of access tokens alone: a refresh token is nothing to present to a resource. */
      readonly token_type?: 'Bearer';
      /** Seconds since the epoch, as `iat`. */
      readonly exp: number;
      readonly iat?: number;
      readonly sub: string;
      readonly aud: string;
      readonly iss: string;
      readonly jti?: string;
    };

const inactive: Introspection = { active: false };

/**
 * Introspects a token for a confidential client. Clients that an administrator registered can introspect every access
 * token for this resource, since they may be resources themselves; others of their own. A refresh token is
 * active for its own client alone, so that no resource takes it for an access token.
 *
 * What was revoked by now, on any instance, is inactive.
 *
 * @throws PicardError `unavailable`
 */
export async function introspectToken(
  token: string,
  client: Pick<Client, 'clientId' | 'registeredBy'>,
  context: AuthorizationContext,
): Promise<Introspection> {
  if (!isAccessToken(token)) return introspectRefreshToken(token, client, context);
  await context.revocations.refresh();
  const principal = await verifyOrNothing(context.verifier, token);
  if (principal === undefined) return inactive;
  const isAllowed =
    client.registeredBy === 'administrator' || principal.clientId === client.clientId;
  return isAllowed ? describe(principal, context) : inactive;
}

async function describe(
  { userId, clientId = '', scopes, tokenId, issuedAt, expiresAt }: Principal,
  { users, issuer, resource }: AuthorizationContext,
): Promise<Introspection> {
  const user = await users.findById(userId);
  if (user?.isActive === false || expiresAt === undefined) return inactive;
  return {
    active: true,
    scope: scopes.join(' '),
    client_id: clientId,
    ...(user === undefined ? {} : { username: user.username }),
    token_type: 'Bearer',
    exp: seconds(expiresAt),
    ...(issuedAt === undefined ? {} : { iat: seconds(issuedAt) }),
    sub: userId,
    aud: resource,
    iss: issuer,
    ...(tokenId === undefined ? {} : { jti: tokenId }),
  };
}

async function introspectRefreshToken(
  token: string,
  { clientId }: Pick<Client, 'clientId'>,
  { store, users, issuer, resource }: AuthorizationContext,
): Promise<Introspection> {
  const state = await store.grants.findByRefreshToken(hashSecret(token));
  if (!state?.isLive || state.grant.clientId !== clientId) return inactive;
  const { userId, scopes } = state.grant;
  const user = await users.findById(userId);
  return {
    active: true,
    scope: scopes.join(' '),
    client_id: clientId,
    ...(user === undefined ? {} : { username: user.username }),
    exp: seconds(state.expiresAt),
    sub: userId,
    aud: resource,
    iss: issuer,
  };
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
