import type { Client } from '../client/client.js';
import { authenticateClient } from '../client/client-authentication.js';
import type { AuthorizationContext } from '../context.js';
import { type Parameters, readForm } from '../http/form.js';
import { OAuthError } from '../http/oauth-error.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { oauthResponse } from '../http/oauth-response.js';
import { addOpenRoute, type OAuthRouter } from '../http/route.js';
import { claimedClientId, limitFailures } from './failure-limit.js';
import { failureOutcome, recordableClientId } from './failure-outcome.js';
import type { GrantedTokens } from './grant-request.js';
import { redeemCode } from './redeem-code.js';
import { rotateRefreshToken } from './rotate-refresh-token.js';
import { clientSecurityScheme, tokenRoute } from './token-description.js';

/** What each grant type does, and what the record of activity calls it. */
const grantTypes = {
  authorization_code: { grant: redeemCode, action: 'token_issued' },
  refresh_token: { grant: rotateRefreshToken, action: 'token_refreshed' },
} as const;

/** `/token` (RFC 6749 section 3.2). */
export function addTokenRoutes(router: OAuthRouter, context: AuthorizationContext): void {
  router.hono.openAPIRegistry.registerComponent('securitySchemes', 'client', clientSecurityScheme);
  addOpenRoute(router, tokenRoute, async (exchange) => {
    const form = await readForm(exchange);
    const name = form.get('grant_type');
    const attempt = {
      // Unknown names share one counter; otherwise each would have its own.
      kind: isGrantType(name) ? name : 'unsupported',
      clientId: claimedClientId(exchange, form.get('client_id')),
      address: exchange.address,
    };
    const { answer } = await limitFailures(context.throttle, attempt, () =>
      grantTokens(exchange, form, context, attempt.clientId),
    );
    return oauthResponse(answer);
  });
}

/** Handles the request and records its outcome. */
async function grantTokens(
  exchange: OAuthExchange,
  form: Parameters,
  context: AuthorizationContext,
  claimed: string | undefined,
): Promise<GrantedTokens> {
  const { audit } = context;
  const { address } = exchange;
  const name = form.get('grant_type');
  const action = isGrantType(name) ? grantTypes[name].action : 'token_issued';
  let client: Client | undefined;
  try {
    const type = requireGrantType(form);
    client = await authenticateClient(exchange, form, context);
    const granted = await grantTypes[type].grant({ form, client, address }, context);
    const { id, userId, clientId } = granted.grant;
    const { answer, tokenId } = granted;
    audit({
      ...{ action, outcome: 'success', userId, clientId, address },
      details: { grant_id: id, token_id: tokenId, scope: answer.scope },
    });
    return granted;
  } catch (error) {
    const clientId = client?.clientId ?? recordableClientId(claimed);
    audit({ action, ...failureOutcome(error), clientId, address });
    throw error;
  }
}

type GrantType = keyof typeof grantTypes;

function isGrantType(name: string | undefined): name is GrantType {
  return name !== undefined && Object.hasOwn(grantTypes, name);
}

function requireGrantType(form: Parameters): GrantType {
  const name = form.require('grant_type');
  if (isGrantType(name)) return name;
  throw new OAuthError(
    'unsupported_grant_type',
    `The grant_type must be one of: ${Object.keys(grantTypes).join(', ')}.`,
  );
}
