import { type Client, isConfidential } from '../client/client.js';
import { authenticateClient } from '../client/client-authentication.js';
import type { AuthorizationContext } from '../context.js';
import { claimedClientId, limitFailures } from '../grant/failure-limit.js';
import { failureOutcome, recordableClientId } from '../grant/failure-outcome.js';
import { type Parameters, readForm } from '../http/form.js';
import { OAuthError } from '../http/oauth-error.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { oauthResponse } from '../http/oauth-response.js';
import { addOpenRoute, addRoute, type OAuthRouter } from '../http/route.js';
import { introspectToken } from './introspect-token.js';
import { introspectRoute, revokeRoute } from './revocation-descriptions.js';
import { revokeToken } from './revoke-token.js';

/** `/revoke` (RFC 7009) and `/introspect` (RFC 7662). */
export function addRevocationRoutes(router: OAuthRouter, context: AuthorizationContext): void {
  addOpenRoute(router, revokeRoute, async (exchange) => {
    const form = await readForm(exchange);
    const client = await provenClient(exchange, form, context, 'token_revoked');
    const { address } = exchange;
    await revokeToken({ token: form.require('token'), client, address }, context);
    return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } });
  });

  addRoute(router, introspectRoute, async (exchange) => {
    const form = await readForm(exchange);
    const client = await provenClient(exchange, form, context, 'token_introspected');
    return oauthResponse(await introspectToken(form.require('token'), client, context));
  });
}

/** The client that sends a request. Its failures are counted and recorded like those at the token endpoint. */
async function provenClient(
  exchange: OAuthExchange,
  form: Parameters,
  context: AuthorizationContext,
  action: 'token_revoked' | 'token_introspected',
): Promise<Client> {
  const { audit, throttle } = context;
  const { address } = exchange;
  const clientId = claimedClientId(exchange, form.get('client_id'));
  return limitFailures(throttle, { kind: action, clientId, address }, async () => {
    try {
      const client = await authenticateClient(exchange, form, context);
      // RFC 7662 section 2.1: the caller must be authenticated.
      if (action === 'token_introspected' && !isConfidential(client)) {
        throw new OAuthError('invalid_client', 'Only confidential clients may introspect tokens.');
      }
      return client;
    } catch (error) {
      audit({ action, ...failureOutcome(error), clientId: recordableClientId(clientId), address });
      throw error;
    }
  });
}
