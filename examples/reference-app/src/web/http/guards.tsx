import type { RequestHandler, Response } from 'express';
import { loginPage } from '../accounts/login-page.js';
import { allows } from '../connection/connection.js';
import type { Context } from '../context.js';
import type { Scope } from '../memory-service/tools.js';
import { messagePage } from '../ui/message-page.js';
import type { Page } from '../ui/page.js';
import { type CarriedForm, CarriedFormView, carriedFrom, holdsInput } from './carried-form.js';
import { disconnectedPage } from './failure-pages.js';
import { sendPage } from './send-page.js';
import { saveSession } from './sessions.js';
import { sessionLostPage } from './stale-form.js';
import { tell, tellInPlace } from './toast.js';
import { type Visit, visitOf } from './visit.js';

/**
 * Lets only visitors with an account through. A page asks for the login first and comes after it; a form that was sent
 * is kept in the login page, and can be sent again after it.
 */
export function requireAccount(context: Context): RequestHandler {
  return async (request, response, next) => {
    const visit = visitOf(response);
    if (visit.user !== undefined) return next();
    // `public/app.js` sends the form again, without htmx, so that the login page can be shown.
    if (visit.isPartial) {
      response.setHeader('HX-Trigger', 'session-lost');
      return void response.status(401).end();
    }
    const form = carriedFrom(request, context);
    if (form) return sendPage(response, await sessionLostPage(visit, context, form));
    const wanted = request.method === 'GET' ? request.originalUrl : undefined;
    const notice = visit.text.accounts.pleaseLogIn;
    sendPage(response, { ...loginPage(visit, { notice, next: wanted }), status: 401 });
  };
}

/**
 * Lets only visitors through whose memories can be reached, and whose connection allows `scope`; the rest are told what
 * to do. Sets what `connectedOf` answers.
 */
export function requireConnection(
  context: Context,
  scope: Scope = 'memories:read',
): readonly RequestHandler[] {
  return [
    requireAccount(context),
    async (request, response, next) => {
      const visit = visitOf(response);
      const { user, connection, text } = visit;
      if (user === undefined) throw new TypeError('requireAccount comes first');
      if (connection === undefined) {
        const form = visit.isPartial ? undefined : carriedFrom(request, context);
        if (form) return sendPage(response, disconnectedPage(visit, form));
        if (visit.isPartial && request.method !== 'GET') {
          // The form is sent again as a whole page, which keeps what was typed.
          response.setHeader('HX-Trigger', 'session-lost');
          return void response.status(403).end();
        }
        tell(request, { kind: 'info', message: text.connection.pleaseConnect });
        await saveSession(request);
        if (visit.isPartial) {
          response.setHeader('HX-Redirect', '/connection');
          return void response.status(200).end();
        }
        return void response.redirect(303, '/connection');
      }
      if (!allows(connection, scope))
        return refuseScope(response, scope, carriedFrom(request, context));
      response.locals.memory = context.memoryServices(user.id);
      next();
    },
  ];
}

function refuseScope(response: Response, scope: Scope, form: CarriedForm | undefined): void {
  const visit = visitOf(response);
  if (!visit.isPartial) return void sendPage(response, scopePage(visit, scope, form));
  tellInPlace(response, { kind: 'danger', message: visit.text.failures.scope[scope] });
  response.status(403).end();
}

function scopePage(visit: Visit, scope: Scope, form: CarriedForm | undefined): Page {
  const { text } = visit;
  return messagePage({
    title: text.failures.scopeTitle,
    status: 403,
    children: (
      <>
        <p role="alert">{text.failures.scope[scope]}</p>
        <p>
          <a class="btn btn-primary" href="/connection" target={form ? '_blank' : undefined}>
            {text.failures.connectAgain}
          </a>
        </p>
        {form && holdsInput(form) && <CarriedFormView visit={visit} form={form} />}
      </>
    ),
  });
}
