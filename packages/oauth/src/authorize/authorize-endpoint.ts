import { type Parameters, parametersOf, readForm } from '../http/form.js';
import { OAuthError } from '../http/oauth-error.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { toOAuthError } from '../http/oauth-response.js';
import type { Endpoint } from '../http/route.js';
import type { PageContext } from '../pages/page-context.js';
import { pageRedirect } from '../pages/page-response.js';
import { auditRefusal } from './audit-authorization.js';
import { sealAuthorizationRequest } from './authorization-request.js';
import { loginLocation } from './login-location.js';
import { type RequestTarget, readRequest, readTarget } from './read-request.js';
import { redirectWithError } from './redirect.js';

/**
 * The authorization endpoint (RFC 6749 section 3.1). Sends the browser on to log in or to the consent page.
 * Refusals go to the client as soon as client and redirect URI are known to belong together; before
 * that they are pages of this server.
 */
export function authorizeEndpoint(context: PageContext): Endpoint {
  return async (exchange) => {
    const { address } = exchange;
    let target: RequestTarget | undefined;
    try {
      const parameters = await readParameters(exchange);
      target = await readTarget(parameters, context, address);
      return await sendOn(exchange, parameters, target, context);
    } catch (thrown) {
      const error = toOAuthError(thrown);
      const clientId = target?.client.clientId;
      auditRefusal(
        context,
        { address, ...(clientId === undefined ? {} : { clientId }) },
        error.code,
      );
      if (target === undefined) throw thrown;
      if (error.code === 'server_error') {
        context.logger.error({ err: thrown }, 'authorization request failed');
      } else if (error.status >= 500) {
        context.logger.warn({ err: thrown }, 'authorization request could not be served');
      }
      return redirectWithError(error, target, context.issuer);
    }
  };
}

async function sendOn(
  exchange: OAuthExchange,
  parameters: Parameters,
  target: RequestTarget,
  context: PageContext,
): Promise<Response> {
  const { request, prompt } = readRequest(parameters, target, context);
  const { visitor } = await context.browsers.read(exchange);
  if (prompt === 'none') throw needsInteraction(visitor !== undefined);
  const sealed = await sealAuthorizationRequest(request, context);
  return pageRedirect(
    visitor === undefined || request.needsLogin
      ? loginLocation(sealed, context, { again: visitor !== undefined })
      : context.pathOf('/consent', { request: sealed }),
  );
}

/** Consent is never remembered, so the user always sees a page. */
function needsInteraction(isLoggedIn: boolean): OAuthError {
  return isLoggedIn
    ? new OAuthError('consent_required', 'The user must give consent.')
    : new OAuthError('login_required', 'The user must log in.');
}

function readParameters(exchange: OAuthExchange): Promise<Parameters> | Parameters {
  return exchange.request.method === 'POST'
    ? readForm(exchange)
    : parametersOf(exchange.url.searchParams);
}
