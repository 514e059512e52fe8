import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { loginPage } from '../accounts/login-page.js';
import type { Context } from '../context.js';
import { ServiceError } from '../memory-service/service-error.js';
import { carriedFrom, sealCarried } from './carried-form.js';
import { plainPage, reasonOf, servicePage, staleFormPage } from './failure-pages.js';
import { sendPage } from './send-page.js';
import { tellInPlace } from './toast.js';
import { visitOf } from './visit.js';

/** Nothing before answered. */
export function notFound(): RequestHandler {
  return (_request, response) => sendPage(response, plainPage(visitOf(response), 404));
}

/** The last resort of every route: says what went wrong, and keeps what was typed. */
export function failures(context: Context): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const visit = response.locals.visit ? visitOf(response) : undefined;
    if (visit === undefined) return void answerBare(response, error, context);
    const form = carriedFrom(request, context);

    if (error instanceof ServiceError) {
      if (visit.isPartial && error.code !== 'disconnected') {
        // The page stays as it is, with what was typed in it.
        tellInPlace(response, { kind: 'danger', message: reasonOf(visit, error) });
        return void response.sendStatus(error.code === 'not_found' ? 404 : 503);
      }
      if (visit.isPartial) response.setHeader('HX-Trigger', 'session-lost');
      return sendPage(response, servicePage(visit, error, form));
    }
    const { code, status } = error as { readonly code?: string; readonly status?: number };
    if (code === 'EBADCSRFTOKEN') {
      if (visit.isPartial) {
        response.setHeader('HX-Trigger', 'session-lost');
        return void response.sendStatus(403);
      }
      if (visit.user === undefined && form && !form.action.startsWith('/login')) {
        const carried = await sealCarried(context, form);
        const notice = visit.text.accounts.sessionEnded;
        const page = loginPage(visit, { notice, carried, next: '/' });
        return sendPage(response, { ...page, status: 401 });
      }
      return sendPage(response, staleFormPage(visit, form));
    }
    if (status === 413) return sendPage(response, plainPage(visit, 413));
    if (status !== undefined && status >= 400 && status < 500) {
      return sendPage(response, { ...plainPage(visit, 404), status });
    }
    context.logger.error({ err: error, path: request.path }, 'a request failed');
    if (visit.isPartial) {
      tellInPlace(response, { kind: 'danger', message: visit.text.failures.unexpected });
      return void response.sendStatus(500);
    }
    sendPage(response, plainPage(visit, 500));
  };
}

/** Without a visit there is no page: the application's own database does not answer, or the request is malformed. */
function answerBare(response: Response, error: unknown, { logger }: Context): void {
  const { status } = error as { readonly status?: number };
  const isTheirs = status !== undefined && status >= 400 && status < 500;
  if (!isTheirs) logger.error({ err: error }, 'a request failed before it was known who visits');
  response
    .status(isTheirs ? status : 503)
    .setHeader('Retry-After', '5')
    .type('html')
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Not available</title><h1>${isTheirs ? 'This request is malformed.' : 'This application cannot answer just now. Please try again in a moment.'}</h1></html>`,
    );
}
