import type { Request, Response } from 'express';
import { loginPage } from '../accounts/login-page.js';
import { registerPage } from '../accounts/register-page.js';
import type { Context } from '../context.js';
import { type CarriedForm, carriedFrom, holdsInput, sealCarried } from './carried-form.js';
import { staleFormPage } from './failure-pages.js';
import { typedIn } from './forms.js';
import { sendPage } from './send-page.js';
import { saveSession } from './sessions.js';
import { tell } from './toast.js';
import { visitOf } from './visit.js';

/**
 * A form came without a token that is good for this session: the page was old, the session is over or another one, or the
 * form is not of this application. Nothing is changed, and of a form of our own nothing typed is lost.
 */
export async function answerStaleForm(
  request: Request,
  response: Response,
  context: Context,
): Promise<void> {
  const visit = visitOf(response);
  if (visit.isPartial) {
    // `public/app.js` sends the form again, as a whole page.
    response.setHeader('HX-Trigger', 'session-lost');
    return void response.status(403).end();
  }
  const form = carriedFrom(request, context);
  if (form && (await answerLogin(request, response, form))) return;
  if (form && visit.user === undefined) {
    return sendPage(response, await sessionLostPage(visit, context, form));
  }
  sendPage(response, staleFormPage(visit, form));
}

/** Forms of the way in and out, for which a login is no answer. */
async function answerLogin(
  request: Request,
  response: Response,
  { action }: CarriedForm,
): Promise<boolean> {
  const visit = visitOf(response);
  const { accounts, failures } = visit.text;
  const [path] = action.split('?');
  const isEntrance = path === '/login' || path === '/register';
  if (isEntrance && visit.user) {
    // Another tab, or the first of two clicks, did it.
    tell(request, { kind: 'info', message: accounts.loggedInAs(visit.user.username) });
  } else if (path === '/login') {
    const page = loginPage(visit, { ...typedIn(request), notice: failures.staleLogin });
    sendPage(response, { ...page, status: 403 });
    return true;
  } else if (path === '/register') {
    const page = registerPage(visit, {
      typed: typedIn(request),
      notice: accounts.staleRegistration,
    });
    sendPage(response, { ...page, status: 403 });
    return true;
  } else if (path === '/logout' && visit.user === undefined) {
    tell(request, { kind: 'info', message: accounts.loggedOut });
  } else {
    return false;
  }
  await saveSession(request);
  response.redirect(303, '/');
  return true;
}

/** The login page, in which a form waits. */
export async function sessionLostPage(
  visit: ReturnType<typeof visitOf>,
  context: Context,
  form: CarriedForm,
) {
  const { sessionEnded, pleaseLogIn } = visit.text.accounts;
  const hasInput = holdsInput(form);
  const carried = hasInput ? await sealCarried(context, form) : undefined;
  const page = loginPage(visit, { notice: hasInput ? sessionEnded : pleaseLogIn, carried });
  return { ...page, status: 401 };
}
