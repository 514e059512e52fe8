import type { Client } from '../client/client.js';
import type { AuthorizationContext } from '../context.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { hashSecret } from '../secret.js';
import { isAccessToken, verifyOrNothing } from '../token/presented-token.js';

/** A client that has proven who it is, and the token that it wants to end. */
export interface TokenRevocation {
  readonly token: string;
  readonly client: Pick<Client, 'clientId'>;
  readonly address: OAuthExchange['address'];
}

/**
 * Ends a client's own token (RFC 7009 section 2.1): a refresh token with its grant and everything issued
 * under it, an access token by itself. Nothing happens to a token of another client, nor to one that is no
 * longer valid; the caller cannot tell the difference. The hint is not needed, because the two kinds of token are unambiguous.
 *
 * @throws PicardError `unavailable`; the token may have been revoked nevertheless, and asking again is safe.
 */
export async function revokeToken(
  revocation: TokenRevocation,
  context: AuthorizationContext,
): Promise<void> {
  const isDone = isAccessToken(revocation.token)
    ? await revokeAccessToken(revocation, context)
    : await revokeRefreshToken(revocation, context);
  if (isDone) await context.revocations.refresh();
}

async function revokeAccessToken(
  { token, client, address }: TokenRevocation,
  { store, verifier, audit, clock }: AuthorizationContext,
): Promise<boolean> {
  const principal = await verifyOrNothing(verifier, token);
  const { clientId } = client;
  if (principal?.tokenId === undefined || principal.clientId !== clientId) return false;
  const { tokenId, userId, expiresAt } = principal;
  const at = clock.now();
  await store.revocations.revokeToken({ tokenId, at, expiresAt: expiresAt ?? at });
  const details = { token_id: tokenId };
  audit({ action: 'token_revoked', outcome: 'success', userId, clientId, address, details });
  return true;
}

async function revokeRefreshToken(
  { token, client: { clientId }, address }: TokenRevocation,
  { store, audit, clock }: AuthorizationContext,
): Promise<boolean> {
  const tokenHash = hashSecret(token);
  const grant = await store.grants.revokeByRefreshToken({ tokenHash, clientId, at: clock.now() });
  if (grant === undefined) return false;
  const { id, userId } = grant;
  const details = { grant_id: id };
  audit({ action: 'grant_revoked', outcome: 'success', userId, clientId, address, details });
  return true;
}
