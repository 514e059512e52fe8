import { PicardError } from '@picard-mcp/core';
import { readForm } from '../http/form.js';
import { addPage, type OAuthRouter } from '../http/route.js';
import { english } from '../pages/english.js';
import type { PasswordView } from '../pages/page.js';
import type { PageContext } from '../pages/page-context.js';
import { pageRedirect } from '../pages/page-response.js';
import { changePassword } from '../user/change-password.js';
import { newPassword } from '../user/new-account.js';
import type { BrowserState, Visitor } from './browser.js';
import {
  answerWithForm,
  formTokenField,
  hiddenFields,
  type Refusal,
  staleForm,
  tooManyAttempts,
} from './form-answers.js';

/** `/password`: changes the password of who is logged in, and ends their sessions in other browsers. */
export function addPasswordPages(router: OAuthRouter, context: PageContext): void {
  const { browsers, pages, pageResponse, pathOf } = context;

  function show(state: BrowserState, { name }: Visitor, refusal?: PasswordRefusal): Response {
    const html = pages.password({
      action: pathOf('/password'),
      fields: hiddenFields(state.formToken('password')),
      visitorName: name,
      errors: refusal ? { [refusal.about ?? 'form']: refusal.message } : {},
    });
    return answerWithForm(context, state, { html, refusal });
  }

  addPage(router, 'GET', '/password', async (exchange) => {
    const state = await browsers.read(exchange);
    return state.visitor ? show(state, state.visitor) : pageRedirect(pathOf('/login'));
  });

  addPage(router, 'POST', '/password', async (exchange) => {
    const form = await readForm(exchange);
    const state = await browsers.read(exchange);
    const { visitor } = state;
    if (!visitor) return pageRedirect(pathOf('/login'));
    const again = (refusal: PasswordRefusal) => show(state, visitor, refusal);
    if (!state.isFormToken(form.get(formTokenField), 'password')) return again(staleForm);
    const current = form.get('current_password');
    if (current === undefined) return again(about('current', english.password.missing));
    const next = newPassword.safeParse(form.get('new_password') ?? '');
    if (!next.success) {
      const [issue] = next.error.issues;
      return again(about('new', english.wrongField(english.password.next, issue?.message ?? '')));
    }
    const { userId } = visitor;
    const { address } = exchange;
    try {
      await changePassword(context, { userId, current, next: next.data, address });
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      return again(refusal);
    }
    const cookies = await browsers.logIn(exchange, userId);
    const { done, doneMessage } = english.password;
    const html = pages.message({ title: done, message: doneMessage, link: undefined });
    return pageResponse(html, { cookies });
  });
}

interface PasswordRefusal extends Refusal {
  /** Absent: about the whole form. */
  readonly about?: keyof PasswordView['errors'];
}

function about(field: 'current' | 'new', message: string): PasswordRefusal {
  return { about: field, message, status: 400 };
}

function refusalOf(error: unknown): PasswordRefusal | undefined {
  const isWrong = error instanceof PicardError && error.code === 'invalid_input';
  return isWrong ? about('current', english.password.wrong) : tooManyAttempts(error);
}
