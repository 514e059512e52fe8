import { type Scope, scopes } from '@picard-mcp/core';
import type { AuthorizationContext } from '../context.js';
import { OAuthError } from '../http/oauth-error.js';
import { hashSecret } from '../secret.js';
import {
  type GrantedTokens,
  type GrantRequest,
  noteTheft,
  requestedResource,
} from './grant-request.js';
import { assertCanSign, issueTokens, newRefreshToken } from './issue-tokens.js';

/**
 * Puts a new refresh token in the place of an old one (RFC 6749 section 6, OAuth 2.1 section 4.3.1). One
 * that comes again after that, from the same client, ends its grant. `scope` narrows the access token
 * alone: the grant keeps what it has.
 *
 * @throws OAuthError `invalid_scope` and `invalid_target`, which leave the token as good as it was;
 *   `invalid_grant`; `invalid_request` when there is none.
 */
export async function rotateRefreshToken(
  request: GrantRequest,
  context: AuthorizationContext,
): Promise<GrantedTokens> {
  const { form, client } = request;
  const token = form.require('refresh_token');
  const resource = requestedResource(form, context);
  const asked = requestedScopes(form.get('scope'));
  await assertCanSign(context);

  const at = context.clock.now();
  const successor = newRefreshToken(context, at);
  const outcome = await context.store.grants.rotateRefreshToken({
    tokenHash: hashSecret(token),
    clientId: client.clientId,
    scopes: asked,
    resource,
    successor: successor.stored,
    graceMs: context.lifetimes.refreshGrace * 1000,
    at,
  });
  if (outcome.kind === 'reused') {
    await noteTheft(outcome.grant, 'refresh_token_reused', request, context);
    throw refusals.token();
  }
  if (outcome.kind === 'refused') throw refusals[outcome.reason]();
  const { grant } = outcome;
  const wanted = asked ?? grant.scopes;
  return { grant, ...(await issueTokens(grant, wanted, client, successor, context)) };
}

/** Nothing that Picard does not know was ever granted. */
function requestedScopes(asked: string | undefined): readonly Scope[] | undefined {
  const names = asked?.split(' ').filter(Boolean) ?? [];
  if (names.length === 0) return undefined;
  const known = scopes.filter((scope) => names.includes(scope));
  if (names.some((name) => !(scopes as readonly string[]).includes(name))) throw refusals.scope();
  return known;
}

const refusals = {
  token: () =>
    new OAuthError(
      'invalid_grant',
      'The refresh token is unknown, expired, used or revoked, or was issued to another client.',
    ),
  scope: () => new OAuthError('invalid_scope', 'The scope exceeds what was granted.'),
  resource: () => new OAuthError('invalid_target', 'The grant is for another resource.'),
};
