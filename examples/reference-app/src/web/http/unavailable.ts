import express, { type Request, type Response } from 'express';
import type { Context } from '../context.js';
import { english } from '../text/text.js';
import { documentOf } from '../ui/layout.js';
import { carriedFrom } from './carried-form.js';
import { plainPage, unavailablePage } from './failure-pages.js';
import { tellInPlace } from './toast.js';
import { localeOf, pathOf, type Visit } from './visit.js';

const readForm = express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 2000 });

/**
 * Answers without knowing who visits: the application's own database does not answer, or the request is malformed. A form
 * of our own comes back with what was typed, and with the token that it came with.
 */
export async function answerUnavailable(
  request: Request,
  response: Response,
  error: unknown,
  context: Context,
): Promise<void> {
  const visit = visitOfNobody(request, context);
  const { status } = error as { readonly status?: number };
  if (status !== undefined && status >= 400 && status < 500) {
    const page = { ...plainPage(visit, 400), isBare: true };
    return void response.status(status).type('html').send(documentOf(visit, page));
  }
  context.logger.error({ err: error }, 'a request failed before it was known who visits');
  response.status(503).setHeader('Retry-After', '5');
  if (visit.isPartial) {
    tellInPlace(response, { kind: 'danger', message: visit.text.failures.application });
    return void response.end();
  }
  await bodyOf(request, response);
  const { _csrf: token } = (request.body ?? {}) as { readonly _csrf?: unknown };
  const form = carriedFrom(request, context);
  const page = unavailablePage(visit, form, typeof token === 'string' ? token : undefined);
  response.type('html').send(documentOf(visit, page));
}

function visitOfNobody(request: Request, { configuration, now }: Context): Visit {
  return {
    text: english,
    locale: localeOf(request),
    ...{ zone: 'UTC', browserZone: 'UTC', theme: 'auto' },
    ...{ now: now(), path: pathOf(request) },
    serverUrl: configuration.issuer,
    isPartial: request.headers['hx-request'] === 'true',
    ...{ user: undefined, connection: undefined },
    csrfToken: () => '',
    takeToasts: () => [],
  };
}

/** Reads the form, which was not come to. One that cannot be read is none. */
function bodyOf(request: Request, response: Response): Promise<void> {
  if (request.body !== undefined) return Promise.resolve();
  return new Promise((resolve) => readForm(request, response, () => resolve()));
}
