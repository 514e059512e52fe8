import { randomUUID } from 'node:crypto';
import { readForm } from '../http/form.js';
import { OAuthError } from '../http/oauth-error.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { toOAuthError } from '../http/oauth-response.js';
import type { Endpoint } from '../http/route.js';
import { english } from '../pages/english.js';
import { messagePage } from '../pages/message-response.js';
import type { PageContext } from '../pages/page-context.js';
import { hashSecret, newSecret } from '../secret.js';
import { formTokenField } from '../session/form-answers.js';
import { type AuthorizationParties, auditGrant, auditRefusal } from './audit-authorization.js';
import { openPendingConsent, type PendingConsent } from './pending-consent.js';
import { redirectWithCode, redirectWithError } from './redirect.js';

const { answer: words } = english;

/**
 * Takes the visitor's answer and sends it to the client: a code (RFC 6749 section 4.1.2) or `access_denied`.
 * Only the form of the page counts that this browser was shown for this visitor, this request and these
 * scopes; one request gets one code.
 */
export function consentAnswer(context: PageContext): Endpoint {
  return async (exchange) => {
    try {
      return await takeAnswer(exchange, context);
    } catch (error) {
      auditRefusal(context, { address: exchange.address }, toOAuthError(error).code);
      throw error;
    }
  };
}

async function takeAnswer(exchange: OAuthExchange, context: PageContext): Promise<Response> {
  const form = await readForm(exchange);
  const pending = await openPendingConsent(exchange, form.get('request'), context);
  if (pending instanceof Response) return pending;
  const { browser, client, visitor, formPurpose } = pending;
  const { clientId } = client;
  const parties = { clientId, userId: visitor.userId, address: exchange.address };
  if (!browser.isFormToken(form.get(formTokenField), ...formPurpose)) {
    auditRefusal(context, parties, 'invalid_request', pending.scopes);
    return askAgain(pending, context);
  }
  const decision = form.require('decision');
  if (decision === 'allow') return grant(pending, parties, context);
  if (decision !== 'deny') {
    throw new OAuthError('invalid_request', 'The decision must be allow or deny.');
  }
  const error = new OAuthError('access_denied', 'The user denied access.');
  auditRefusal(context, parties, error.code, pending.scopes);
  return redirectWithError(error, pending.request, context.issuer);
}

async function grant(
  { request, client, visitor, scopes }: PendingConsent,
  parties: AuthorizationParties,
  context: PageContext,
): Promise<Response> {
  const { store, clock, lifetimes, resource, issuer } = context;
  const code = newSecret();
  const grantId = randomUUID();
  const createdAt = clock.now();
  const outcome = await store.grants.issueCode({
    requestId: request.id,
    grant: {
      ...{ id: grantId, userId: visitor.userId, clientId: client.clientId },
      ...{ scopes, resource, createdAt },
    },
    codeHash: hashSecret(code),
    redirectUri: request.redirectUri,
    codeChallenge: request.codeChallenge,
    expiresAt: new Date(createdAt.getTime() + lifetimes.code * 1000),
  });
  if (outcome === 'issued') {
    auditGrant(context, parties, { grantId, scopes });
    return redirectWithCode(code, request, issuer);
  }
  if (outcome === 'already_answered') {
    auditRefusal(context, parties, 'invalid_request', scopes);
    return alreadyAnswered(context);
  }
  const error = new OAuthError('access_denied', 'The account of the user is deactivated.');
  auditRefusal(context, parties, error.code, scopes);
  return redirectWithError(error, request, issuer);
}

/** The user who is logged in now did not see the submitted page, or it has changed since. */
function askAgain({ sealed }: PendingConsent, context: PageContext): Response {
  const href = context.pathOf('/consent', { request: sealed });
  const link = { href, label: words.showAgain };
  return messagePage(
    { title: words.lookAgain, message: words.lookAgainMessage, link },
    { status: 403, ...context },
  );
}

function alreadyAnswered(context: PageContext): Response {
  return messagePage(
    { title: words.alreadyAnswered, message: words.alreadyAnsweredMessage },
    { status: 409, ...context },
  );
}
