import { readForm } from '../http/form.js';
import { addPage, type OAuthRouter } from '../http/route.js';
import { english } from '../pages/english.js';
import type { PageContext } from '../pages/page-context.js';
import { pageRedirect } from '../pages/page-response.js';
import type { BrowserState, Visitor } from './browser.js';
import { formTokenField, hiddenFields } from './form-answers.js';

/** `/logout`: asks, and ends the session of this browser alone. */
export function addLogoutPages(router: OAuthRouter, context: PageContext): void {
  const { browsers, pages, pageResponse, pathOf, audit } = context;

  const ask = (state: BrowserState, { name }: Visitor, status: number): Response =>
    pageResponse(
      pages.logout({
        action: pathOf('/logout'),
        fields: hiddenFields(state.formToken('logout')),
        visitorName: name,
      }),
      { status, cookies: state.cookies },
    );

  addPage(router, 'GET', '/logout', async (exchange) => {
    const state = await browsers.read(exchange);
    if (state.visitor) return ask(state, state.visitor, 200);
    const { done, doneMessage, login } = english.logout;
    const link = { href: pathOf('/login'), label: login };
    return pageResponse(pages.message({ title: done, message: doneMessage, link }));
  });

  addPage(router, 'POST', '/logout', async (exchange) => {
    const form = await readForm(exchange);
    const state = await browsers.read(exchange);
    const { visitor } = state;
    if (!visitor) return pageRedirect(pathOf('/logout'));
    if (!state.isFormToken(form.get(formTokenField), 'logout')) return ask(state, visitor, 403);
    const cookies = await browsers.logOut(exchange);
    const { userId } = visitor;
    audit({ action: 'logout', outcome: 'success', userId, address: exchange.address });
    return pageRedirect(pathOf('/logout'), cookies);
  });
}
