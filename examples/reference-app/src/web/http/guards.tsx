import type { RequestHandler } from 'express';
import { loginPage } from '../accounts/login-page.js';
import { allows } from '../connection/connection.js';
import type { Context } from '../context.js';
import type { Scope } from '../memory-service/tools.js';
import { messagePage } from '../ui/message-page.js';
import { carriedFrom, sealCarried } from './carried-form.js';
import { disconnectedPage } from './failure-pages.js';
import { sendPage } from './send-page.js';
import { saveSession } from './sessions.js';
import { tell } from './toast.js';
import { visitOf } from './visit.js';

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
      return void response.sendStatus(401);
    }
    const form = carriedFrom(request, context);
    const carried = form && (await sealCarried(context, form));
    const wanted = request.method === 'GET' ? request.originalUrl : '/';
    const notice = form ? visit.text.accounts.sessionEnded : visit.text.accounts.pleaseLogIn;
    sendPage(response, { ...loginPage(visit, { notice, carried, next: wanted }), status: 401 });
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
        if (form) return void sendPage(response, disconnectedPage(visit, form));
        tell(request, { kind: 'info', message: text.connection.pleaseConnect });
        await saveSession(request);
        if (visit.isPartial) {
          response.setHeader('HX-Redirect', '/connection');
          return void response.sendStatus(200);
        }
        return void response.redirect(303, '/connection');
      }
      if (!allows(connection, scope)) {
        return void sendPage(
          response,
          messagePage({
            title: text.failures.scopeTitle,
            status: 403,
            children: (
              <>
                <p>{text.failures.scope[scope]}</p>
                <a class="btn btn-primary" href="/connection">
                  {text.failures.connectAgain}
                </a>
              </>
            ),
          }),
        );
      }
      response.locals.memory = context.memoryServices(user.id);
      next();
    },
  ];
}
