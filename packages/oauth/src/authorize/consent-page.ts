import { parametersOf } from '../http/form.js';
import type { Endpoint } from '../http/route.js';
import type { PageContext } from '../pages/page-context.js';
import { hiddenFields } from '../session/form-answers.js';
import { loginLocation } from './login-location.js';
import { openPendingConsent } from './pending-consent.js';

/**
 * Asks the visitor whether the client may have what it wants (RFC 6749 section 10.2 and 10.12). Always asks,
 * whatever was answered before, and grants nothing.
 */
export function consentPage(context: PageContext): Endpoint {
  const { browsers, pages, pageResponse, pathOf } = context;
  return async (exchange) => {
    const sealed = parametersOf(exchange.url.searchParams).get('request');
    const pending = await openPendingConsent(exchange, sealed, context);
    if (pending instanceof Response) return pending;
    const { client, browser, request, formPurpose } = pending;
    const html = pages.consent({
      clientName: client.name,
      isUnverified: client.registeredBy !== 'administrator',
      clientUri: client.description.clientUri,
      redirectHost: hostOf(request.redirectUri),
      scopes: pending.scopes,
      visitorName: pending.visitor.name,
      action: pathOf('/consent'),
      fields: hiddenFields(browser.formToken(...formPurpose), pending.sealed),
      switchUserUrl: browsers.hostLogin
        ? undefined
        : loginLocation(pending.sealed, context, { again: true }),
    });
    const { redirectUri } = request;
    return pageResponse(html, { cookies: browser.cookies, redirectUri });
  };
}

/** As the visitor may know it: `app.example`, `localhost:3000`, or `cursor:` for an application's own scheme. */
function hostOf(uri: string): string {
  const { protocol, host } = new URL(uri);
  return protocol === 'https:' || protocol === 'http:' ? host : protocol;
}
