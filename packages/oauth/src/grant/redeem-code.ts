import type { AuthorizationContext } from '../context.js';
import { OAuthError } from '../http/oauth-error.js';
import { hashSecret } from '../secret.js';
import { challengeOf } from './code-verifier.js';
import {
  type GrantedTokens,
  type GrantRequest,
  noteTheft,
  requestedResource,
} from './grant-request.js';
import { assertCanSign, issueTokens, newRefreshToken } from './issue-tokens.js';

/**
 * Redeems an authorization code (RFC 6749 section 4.1.3, RFC 7636 section 4.5). A request that does not
 * fit the code leaves it usable by its owner. A code that comes again from the client that redeemed it
 * ends its grant (OAuth 2.1 section 4.1.3).
 *
 * @throws OAuthError `invalid_request` for an absent parameter; `invalid_target`; `invalid_grant` for every
 *   other reason, in the same words.
 */
export async function redeemCode(
  request: GrantRequest,
  context: AuthorizationContext,
): Promise<GrantedTokens> {
  const { form, client } = request;
  const code = form.require('code');
  const codeChallenge = challengeOf(form.require('code_verifier'));
  const resource = requestedResource(form, context);
  // Fits no code.
  if (codeChallenge === undefined) throw refusal();
  await assertCanSign(context);

  const at = context.clock.now();
  const refreshToken = newRefreshToken(context, at);
  const outcome = await context.store.grants.redeemCode({
    codeHash: hashSecret(code),
    clientId: client.clientId,
    redirectUri: form.get('redirect_uri'),
    codeChallenge,
    resource,
    refreshToken: refreshToken.stored,
    at,
  });
  if (outcome.kind === 'replayed') {
    await noteTheft(outcome.grant, 'code_replayed', request, context);
  }
  if (outcome.kind !== 'redeemed') throw refusal();
  const { grant } = outcome;
  return { grant, ...(await issueTokens(grant, grant.scopes, client, refreshToken, context)) };
}

function refusal(): OAuthError {
  return new OAuthError(
    'invalid_grant',
    'The code is unknown, expired or used, or was issued to another client, redirect_uri or code_challenge.',
  );
}
