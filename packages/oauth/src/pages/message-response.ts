import type { OAuthError } from '../http/oauth-error.js';
import { english } from './english.js';
import type { MessageView } from './page.js';
import type { PageContext } from './page-context.js';

/** A refusal as a page: for errors that must not be sent to a client. Its status is that of the error. */
export function messageResponse(
  error: OAuthError,
  context: Pick<PageContext, 'pages' | 'pageResponse'>,
): Response {
  const { status, message, retryAfter } = error;
  const response = messagePage({ title: titleOf(error), message }, { status, ...context });
  if (retryAfter !== undefined) response.headers.set('retry-after', String(Math.ceil(retryAfter)));
  return response;
}

/** A page that says something to the visitor, and where they may go on. */
export function messagePage(
  { title, message, link }: Omit<MessageView, 'link'> & Partial<Pick<MessageView, 'link'>>,
  {
    pages,
    pageResponse,
    ...options
  }: Pick<PageContext, 'pages' | 'pageResponse'> & { readonly status: number },
): Response {
  return pageResponse(pages.message({ title, message, link }), options);
}

function titleOf({ code, retryAfter }: OAuthError): string {
  if (code === 'server_error') return english.message.ourFault;
  if (code === 'temporarily_unavailable') {
    return retryAfter === undefined ? english.message.unavailable : english.message.tooMany;
  }
  return english.message.refused;
}
