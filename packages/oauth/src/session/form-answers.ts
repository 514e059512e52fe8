import { PicardError } from '@picard-mcp/core';
import { english } from '../pages/english.js';
import type { Html } from '../pages/page.js';
import type { PageContext } from '../pages/page-context.js';
import { pageRedirect } from '../pages/page-response.js';
import type { BrowserState } from './browser.js';

/** Name of the hidden field with the form token. */
export const formTokenField = 'form_token';

/** Why a form is shown again. */
export interface Refusal {
  readonly message: string;
  readonly status: number;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
}

/** The form does not come from a page that this browser was shown for this purpose. */
export const staleForm: Refusal = { message: english.staleForm, status: 403 };

/** What a form says of too many attempts; `undefined` for every other error. */
export function tooManyAttempts(error: unknown): Refusal | undefined {
  if (!(error instanceof PicardError) || error.code !== 'rate_limited') return undefined;
  const { retryAfter = 1 } = error;
  return { message: english.tooMany(retryAfter), status: 429, retryAfter };
}

export interface FormPage {
  readonly html: Html;
  /** Why the form is shown again, if it is. */
  readonly refusal?: Omit<Refusal, 'message'> | undefined;
  readonly redirectUri?: string | undefined;
}

/** A page with a form, in this browser. */
export function answerWithForm(
  { pageResponse }: Pick<PageContext, 'pageResponse'>,
  { cookies }: BrowserState,
  { html, refusal, redirectUri }: FormPage,
): Response {
  const status = refusal?.status ?? 200;
  const response = pageResponse(html, { status, cookies, ...(redirectUri && { redirectUri }) });
  if (refusal?.retryAfter !== undefined) {
    response.headers.set('retry-after', String(Math.ceil(refusal.retryAfter)));
  }
  return response;
}

/**
 * Where a browser is redirected after a login: to the waiting consent page, or to the page
 * that says so. There is nowhere else to go, whatever a request names.
 */
export function onwards(
  { pathOf }: Pick<PageContext, 'pathOf'>,
  request: string | undefined,
  cookies: readonly string[] = [],
): Response {
  const path = request === undefined ? pathOf('/login') : pathOf('/consent', { request });
  return pageRedirect(path, cookies);
}

/** The hidden fields of a form that leads on to the consent that waits, if one does. */
export function hiddenFields(token: string, request?: string): Readonly<Record<string, string>> {
  return { [formTokenField]: token, ...(request !== undefined && { request }) };
}

/** The query that carries a waiting consent to another page. */
export function carrying(
  request: string | undefined,
): Readonly<Record<string, string>> | undefined {
  return request === undefined ? undefined : { request };
}
