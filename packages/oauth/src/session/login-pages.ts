import { parametersOf, readForm } from '../http/form.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { addPage, type OAuthRouter } from '../http/route.js';
import { english } from '../pages/english.js';
import type { PageContext } from '../pages/page-context.js';
import type { BrowserState } from './browser.js';
import {
  answerWithForm,
  carrying,
  formTokenField,
  hiddenFields,
  onwards,
  type Refusal,
  staleForm,
  tooManyAttempts,
} from './form-answers.js';
import { logInByPassword } from './log-in.js';
import { waitingRequest } from './waiting-request.js';

const missing: Refusal = { message: english.login.missing, status: 400 };
const wrong: Refusal = { message: english.login.wrong, status: 400 };

/**
 * `/login`. With `request`, a sealed authorization request, it leads on to its consent; who is logged in
 * already goes there at once, unless `switch=1` asks for another login.
 */
export function addLoginPages(router: OAuthRouter, context: PageContext): void {
  const { browsers, pages, pageResponse, pathOf, registration } = context;

  async function show(state: BrowserState, form: LoginForm): Promise<Response> {
    const { request, login = '', refusal } = form;
    const { clientName, redirectUri } = await waitingRequest(context, request);
    const html = pages.login({
      action: pathOf('/login'),
      fields: hiddenFields(state.formToken('login', request ?? ''), request),
      clientName,
      username: login.slice(0, 320),
      error: refusal?.message,
      signupUrl: registration.users ? pathOf('/signup', carrying(request)) : undefined,
    });
    return answerWithForm(context, state, { html, refusal, redirectUri });
  }

  function showSignedIn(state: BrowserState, visitorName: string): Response {
    const html = pages.signedIn({
      visitorName,
      logoutUrl: pathOf('/logout'),
      passwordUrl: pathOf('/password'),
    });
    return pageResponse(html, { cookies: state.cookies });
  }

  addPage(router, 'GET', '/login', async (exchange) => {
    const query = parametersOf(exchange.url.searchParams);
    const request = query.get('request');
    const state = await browsers.read(exchange);
    const isAskedAgain = query.get('switch') === '1';
    if (!state.visitor || isAskedAgain) return show(state, { request });
    return request === undefined
      ? showSignedIn(state, state.visitor.name)
      : onwards(context, request, state.cookies);
  });

  async function attempt(exchange: OAuthExchange): Promise<Response> {
    const form = await readForm(exchange);
    const state = await browsers.read(exchange);
    const request = form.get('request');
    const login = form.get('username');
    const password = form.get('password');
    const again = (refusal: Refusal) => show(state, { request, login, refusal });
    if (!state.isFormToken(form.get(formTokenField), 'login', request ?? '')) {
      return again(staleForm);
    }
    if (!login?.trim() || password === undefined) return again(missing);
    try {
      const cookies = await logInByPassword(context, exchange, { login, password });
      return cookies ? onwards(context, request, cookies) : await again(wrong);
    } catch (error) {
      const refusal = tooManyAttempts(error);
      if (!refusal) throw error;
      return again(refusal);
    }
  }

  addPage(router, 'POST', '/login', attempt);
}

interface LoginForm {
  readonly request: string | undefined;
  /** What was typed before. */
  readonly login?: string | undefined;
  readonly refusal?: Refusal;
}
