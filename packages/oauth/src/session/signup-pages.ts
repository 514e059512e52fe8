import { PicardError } from '@picard-mcp/core';
import { type Parameters, parametersOf, readForm } from '../http/form.js';
import { addPage, type OAuthRouter } from '../http/route.js';
import { english } from '../pages/english.js';
import type { SignupView } from '../pages/page.js';
import type { PageContext } from '../pages/page-context.js';
import { newAccount } from '../user/new-account.js';
import { registerUser } from '../user/register-user.js';
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
import { waitingRequest } from './waiting-request.js';

type Errors = SignupView['errors'];

interface SignupRefusal extends Omit<Refusal, 'message'> {
  readonly errors: Errors;
}

/** `/signup`: makes a local account, logs it in, and leads on as `/login` does. */
export function addSignupPages(router: OAuthRouter, context: PageContext): void {
  const { browsers, pages, pathOf, audit } = context;

  async function show(
    state: BrowserState,
    typed: Parameters,
    refusal?: SignupRefusal,
  ): Promise<Response> {
    const request = typed.get('request');
    const { redirectUri } = await waitingRequest(context, request);
    const html = pages.signup({
      action: pathOf('/signup'),
      fields: hiddenFields(state.formToken('signup', request ?? ''), request),
      username: refusal ? shown(typed.get('username')) : '',
      email: refusal ? shown(typed.get('email')) : '',
      errors: refusal?.errors ?? {},
      loginUrl: pathOf('/login', carrying(request)),
    });
    return answerWithForm(context, state, { html, refusal, redirectUri });
  }

  addPage(router, 'GET', '/signup', async (exchange) =>
    show(await browsers.read(exchange), parametersOf(exchange.url.searchParams)),
  );

  addPage(router, 'POST', '/signup', async (exchange) => {
    const form = await readForm(exchange);
    const state = await browsers.read(exchange);
    const request = form.get('request');
    if (!state.isFormToken(form.get(formTokenField), 'signup', request ?? '')) {
      const { message, status } = staleForm;
      return show(state, form, { errors: { form: message }, status });
    }
    const typed = newAccount.safeParse({
      username: form.get('username') ?? '',
      email: form.get('email') ?? '',
      password: form.get('password') ?? '',
    });
    if (!typed.success) {
      return show(state, form, { errors: errorsOf(typed.error.issues), status: 400 });
    }
    try {
      const { id: userId } = await registerUser(context, typed.data, exchange.address);
      const cookies = await browsers.logIn(exchange, userId);
      audit({ action: 'login', outcome: 'success', userId, address: exchange.address });
      return onwards(context, request, cookies);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      return await show(state, form, refusal);
    }
  });
}

function shown(text = ''): string {
  return text.slice(0, 320);
}

const fieldNames = ['username', 'email', 'password'] as const;

/** The first complaint about each field. */
function errorsOf(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Errors {
  const errors: { -readonly [Name in keyof Errors]: Errors[Name] } = {};
  for (const { path, message } of issues) {
    const name = fieldNames.find((field) => field === path[0]);
    if (name) errors[name] ??= english.wrongField(english.signup[name], message);
  }
  return errors;
}

function refusalOf(error: unknown): SignupRefusal | undefined {
  if (error instanceof PicardError && error.code === 'conflict') {
    const name = error.details?.field === 'email' ? 'email' : 'username';
    return { errors: { [name]: english.signup.taken[name] }, status: 409 };
  }
  const refusal = tooManyAttempts(error);
  return refusal && { ...refusal, errors: { form: refusal.message } };
}
