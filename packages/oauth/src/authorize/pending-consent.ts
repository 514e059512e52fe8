import type { Scope } from '@picard-mcp/core';
import type { Client } from '../client/client.js';
import { isRegisteredRedirectUri } from '../client/redirect-uri.js';
import { OAuthError } from '../http/oauth-error.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import type { PageContext } from '../pages/page-context.js';
import { pageRedirect } from '../pages/page-response.js';
import type { BrowserState, Visitor } from '../session/browser.js';
import { auditRefusal } from './audit-authorization.js';
import {
  type AuthorizationRequest,
  isExpired,
  openAuthorizationRequest,
} from './authorization-request.js';
import { findAuthorizedClient } from './authorized-client.js';
import { loginLocation } from './login-location.js';
import { redirectWithError } from './redirect.js';

/** A question that a visitor may answer now. */
export interface PendingConsent {
  readonly request: AuthorizationRequest;
  /** The request as the browser carries it. */
  readonly sealed: string;
  readonly client: Client;
  readonly browser: BrowserState;
  readonly visitor: Visitor;
  /** What this visitor can give this client. Never empty. */
  readonly scopes: readonly Scope[];
  /** What a form's token is for: this request and these scopes, no others. */
  readonly formPurpose: readonly string[];
}

/**
 * The consent question of a sealed request, validated again, since everything may have changed while the visitor logged
 * in or thought about it. A response in its place leads on: to log in, or back to the client.
 *
 * @throws OAuthError for the visitor alone: `invalid_request` when the request has expired or was not
 *   sealed here; `unauthorized_client` when the client is gone; `invalid_redirect_uri` when it no longer has
 *   that redirect URI. PicardError as the stores and `ClientDirectory.find`.
 */
export async function openPendingConsent(
  exchange: OAuthExchange,
  sealed: string | undefined,
  context: PageContext,
): Promise<PendingConsent | Response> {
  const request = await openAuthorizationRequest(sealed, context);
  if (sealed === undefined || request === undefined || isExpired(request, context)) {
    throw new OAuthError(
      'invalid_request',
      'This page has expired, or its address is incomplete. Nothing was allowed. ' +
        'Go back to the application and connect again.',
    );
  }
  const client = await findAuthorizedClient(request.clientId, context, exchange.address);
  if (!isRegisteredRedirectUri(request.redirectUri, client.redirectUris)) {
    throw new OAuthError(
      'invalid_redirect_uri',
      'The application no longer uses the address that the answer would be sent to. ' +
        'Go back to it and connect again.',
    );
  }
  const browser = await context.browsers.read(exchange);
  const { visitor } = browser;
  if (visitor === undefined || isLoginTooOld(request, browser)) {
    return pageRedirect(loginLocation(sealed, context, { again: visitor !== undefined }));
  }
  const scopes = await scopesOf(request, client, visitor, context);
  if (scopes.length === 0) {
    const { clientId } = client;
    const error = new OAuthError('invalid_scope', 'The user can grant none of these scopes.');
    const parties = { clientId, userId: visitor.userId, address: exchange.address };
    auditRefusal(context, parties, error.code, request.scopes);
    return redirectWithError(error, request, context.issuer);
  }
  const formPurpose = ['consent', request.id, scopes.join(' ')];
  return { request, sealed, client, browser, visitor, scopes, formPurpose };
}

/** A host's login does not report its time; that the visitor was sent there must be sufficient. */
function isLoginTooOld(
  { needsLogin, receivedAt }: AuthorizationRequest,
  { loggedInAt }: BrowserState,
): boolean {
  return needsLogin && loggedInAt !== undefined && loggedInAt < receivedAt;
}

/** Only a superuser has the rights of an administrator to give. */
async function scopesOf(
  { scopes }: AuthorizationRequest,
  client: Client,
  { userId }: Visitor,
  { users }: PageContext,
): Promise<readonly Scope[]> {
  const allowed = scopes.filter((scope) => client.scopes.includes(scope));
  if (!allowed.includes('memories:admin')) return allowed;
  const account = await users.findById(userId);
  if (account?.isActive && account.isSuperuser) return allowed;
  return allowed.filter((scope) => scope !== 'memories:admin');
}
