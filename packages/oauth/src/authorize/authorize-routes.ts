import { addPage, type OAuthRouter } from '../http/route.js';
import type { PageContext } from '../pages/page-context.js';
import { authorizeEndpoint } from './authorize-endpoint.js';
import { consentAnswer } from './consent-answer.js';
import { consentPage } from './consent-page.js';

/** From a client's request to the user's answer: `/authorize` and `/consent`. */
export function addAuthorizeRoutes(router: OAuthRouter, context: PageContext): void {
  const authorize = authorizeEndpoint(context);
  addPage(router, 'GET', '/authorize', authorize);
  addPage(router, 'POST', '/authorize', authorize);
  addPage(router, 'GET', '/consent', consentPage(context));
  addPage(router, 'POST', '/consent', consentAnswer(context));
}
