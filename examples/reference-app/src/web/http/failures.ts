import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.js';
import { ServiceError } from '../memory-service/service-error.js';
import { carriedFrom } from './carried-form.js';
import { plainPage, reasonOf, servicePage, statusOf } from './failure-pages.js';
import { ownPath } from './own-path.js';
import { parseUrl } from './parse-url.js';
import { sendPage } from './send-page.js';
import { answerStaleForm } from './stale-form.js';
import { tellInPlace } from './toast.js';
import { answerUnavailable } from './unavailable.js';
import { visitOf } from './visit.js';

/** Nothing before answered. */
export function notFound(): RequestHandler {
  return (_request, response) => sendPage(response, plainPage(visitOf(response), 404));
}

/** The last resort of every route: says what went wrong, and keeps what was typed. */
export function failures(context: Context): ErrorRequestHandler {
  return async (error: unknown, request, response, _next) => {
    if (response.headersSent) return breakOff(response, error, context);
    if (!response.locals.visit) return answerUnavailable(request, response, error, context);
    const { code, status } = error as { readonly code?: string; readonly status?: number };

    if (error instanceof ServiceError) return answerService(request, response, error, context);
    if (code === 'EBADCSRFTOKEN') return answerStaleForm(request, response, context);
    if (status !== undefined && status >= 400 && status < 500) {
      return answerPlain(response, status === 413 || status === 404 ? status : 400);
    }
    context.logger.error({ err: error, path: request.path }, 'a request failed');
    answerPlain(response, 500);
  };
}

/** An answer that has begun can only be cut, so that no part of it is taken for the whole. */
function breakOff(response: Response, error: unknown, { logger }: Context): void {
  // A visitor who left is no fault.
  if (response.destroyed) return;
  logger.warn({ err: error }, 'an answer broke off, or its session could not be kept');
  // Sessions are written when everything is sent: then the answer is whole.
  if (!response.writableEnded) response.destroy();
}

function answerService(
  request: Request,
  response: Response,
  error: ServiceError,
  context: Context,
): void {
  const visit = visitOf(response);
  if (error.retryAfter) response.setHeader('Retry-After', Math.ceil(error.retryAfter));
  if (visit.isPartial && error.code !== 'disconnected') {
    // The page stays as it is, with what was typed in it.
    tellInPlace(response, { kind: 'danger', message: reasonOf(visit, error) });
    return void response.status(statusOf(error)).end();
  }
  if (visit.isPartial) response.setHeader('HX-Trigger', 'session-lost');
  const back = request.method === 'GET' ? visit.path : cameFrom(request, context);
  sendPage(response, servicePage(visit, error, carriedFrom(request, context), back));
}

function answerPlain(response: Response, status: 400 | 404 | 413 | 500): void {
  const visit = visitOf(response);
  const page = plainPage(visit, status);
  if (!visit.isPartial) return void sendPage(response, page);
  const { failures: text } = visit.text;
  const message = {
    400: text.malformed,
    404: text.notFound,
    413: text.tooLarge,
    500: text.unexpected,
  };
  tellInPlace(response, { kind: 'danger', message: message[status] });
  response.status(status).end();
}

/** The page of this application that a request came from. */
function cameFrom(request: Request, { configuration }: Context): string {
  const from = parseUrl(request.headers.referer ?? '');
  if (from?.origin !== new URL(configuration.url).origin) return '/';
  return ownPath(`${from.pathname}${from.search}`) ?? '/';
}
