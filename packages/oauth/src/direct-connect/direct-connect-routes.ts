import { PicardError, type Scope } from '@picard-mcp/core';
import { type Activity, invalidField, parseInput } from '@picard-mcp/core/operations';
import { jsonResponse, readJson, restError } from '@picard-mcp/http';
import type { Client } from '../client/client.js';
import type { AuthorizationContext } from '../context.js';
import { limitFailures } from '../grant/failure-limit.js';
import { failureOutcome, recordableClientId } from '../grant/failure-outcome.js';
import type { Grant } from '../grant/grant.js';
import {
  assertCanSign,
  issueTokens,
  newRefreshToken,
  type TokenAnswer,
  unprivileged,
} from '../grant/issue-tokens.js';
import { grantableScopes } from '../grant/scopes.js';
import { OAuthError } from '../http/oauth-error.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { addRoute, type OAuthRouter } from '../http/route.js';
import { assertedUser, inactiveUser } from './asserted-user.js';
import { assertingClient } from './asserting-client.js';
import { directConnectRoute } from './direct-connect-description.js';
import { type DirectConnectRequest, directConnectRequest } from './direct-connect-request.js';

const maxBytes = 64 * 1024;

/** `/api/user-tokens/user-token`: tokens for the users of a product, asserted by its server. */
export function addDirectConnectRoutes(router: OAuthRouter, context: AuthorizationContext): void {
  addRoute(router, directConnectRoute, async (exchange) => {
    const request = parseInput(directConnectRequest, await readJson(exchange, maxBytes));
    const { client_id: clientId, client_secret: secret } = request;
    const attempt = { kind: 'direct_connect', clientId, address: exchange.address };
    const recorded = <Result>(work: () => Promise<Result>) =>
      recordFailure(work, request, exchange, context);
    try {
      // Only who the client is can be guessed at. A user that is not there is no failure of its server's.
      const client = await limitFailures(context.throttle, attempt, () =>
        recorded(() => assertingClient(clientId, secret, context)),
      );
      return jsonResponse(await recorded(() => connect(request, client, exchange, context)));
    } catch (error) {
      if (!(error instanceof PicardError && error.code === 'unauthenticated')) throw error;
      return refusedClient(error, context);
    }
  });
}

async function recordFailure<Result>(
  work: () => Promise<Result>,
  request: DirectConnectRequest,
  exchange: OAuthExchange,
  context: AuthorizationContext,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    record(failureOutcome(error), request, exchange, context);
    throw error;
  }
}

async function connect(
  request: DirectConnectRequest,
  client: Client,
  exchange: OAuthExchange,
  context: AuthorizationContext,
): Promise<TokenAnswer & { readonly user_id: string }> {
  const { clock, resource, store } = context;
  const scopes = scopesFor(request, client, context);
  await assertCanSign(context);
  const { id: userId } = await assertedUser(request, client, context);
  const at = clock.now();
  const grant: Grant = {
    ...{ id: crypto.randomUUID(), userId, clientId: client.clientId },
    ...{ scopes, resource, createdAt: at },
  };
  const refreshToken = newRefreshToken(context, at);
  if (!(await store.grants.create(grant, refreshToken.stored))) throw inactiveUser();
  const { answer, tokenId } = await issueTokens(grant, scopes, client, refreshToken, context);
  const details = { grant_id: grant.id, token_id: tokenId, scope: answer.scope };
  record({ outcome: 'success', userId, details }, request, exchange, context);
  return { ...answer, user_id: userId };
}

/** Within what the client may be granted, and never `memories:admin`. */
function scopesFor(
  { scope }: DirectConnectRequest,
  client: Pick<Client, 'scopes'>,
  { defaultScopes }: Pick<AuthorizationContext, 'defaultScopes'>,
): readonly Scope[] {
  const allowed = unprivileged(client.scopes);
  try {
    return grantableScopes(scope, allowed, defaultScopes);
  } catch (error) {
    if (error instanceof OAuthError) throw invalidField('scope', error.message);
    throw error;
  }
}

function record(
  outcome: Omit<Activity, 'action'>,
  { client_id: clientId }: DirectConnectRequest,
  { address }: OAuthExchange,
  { audit }: Pick<AuthorizationContext, 'audit'>,
): void {
  audit({ action: 'direct_connect', ...outcome, clientId: recordableClientId(clientId), address });
}

/** No token was presented: the challenge says where to get one, and not that one was bad (RFC 6750 section 3.1). */
function refusedClient(
  error: PicardError,
  { resourceMetadataUrl }: Pick<AuthorizationContext, 'resourceMetadataUrl'>,
): Response {
  const response = restError(error, {});
  response.headers.set('www-authenticate', `Bearer resource_metadata="${resourceMetadataUrl}"`);
  return response;
}
