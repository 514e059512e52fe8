import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.js';
import { parseForm, typedIn } from '../http/forms.js';
import { ownPath } from '../http/own-path.js';
import { sendPage } from '../http/send-page.js';
import { endSession, saveSession, startSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { visitOf } from '../http/visit.js';
import type { Text } from '../text/text.js';
import { type AttemptLimits, networkOf } from './attempt-limits.js';
import { loginPage } from './login-page.js';
import { isPassword } from './password.js';
import { findLogin } from './user-store.js';

const loginForm = (words: Text['accounts']) =>
  z.object({
    login: z.string({ error: words.loginMissing }).trim().min(1, words.loginMissing),
    password: z.string({ error: words.passwordMissing }).min(1, words.passwordMissing),
    next: z.string().optional(),
    carried: z.string().optional(),
  });

/** No name of a user is longer, or holds what nobody can see; a database would not even take all of it. */
const possibleName = z
  .string()
  .max(254)
  .regex(/^[^\p{Cc}]+$/u);

export function loginRoutes(context: Context, limits: AttemptLimits): RequestHandler {
  const router = Router();

  router.get('/login', (request, response) => {
    const visit = visitOf(response);
    const { next } = request.query;
    const path = ownPath(typeof next === 'string' ? next : undefined);
    if (visit.user) return response.redirect(303, path ?? '/');
    sendPage(response, loginPage(visit, { next: path }));
  });

  router.post('/login', async (request, response) => {
    const visit = visitOf(response);
    const { accounts } = visit.text;
    const form = parseForm(request, loginForm(accounts));
    const { login, next, carried } = typedIn(request);
    const kept = { login, next: ownPath(next), carried };
    if ('errors' in form) {
      return sendPage(response, loginPage(visit, { ...kept, errors: form.errors }));
    }
    const { password } = form.values;
    const name = form.values.login.toLowerCase();

    const seconds = await tooOften(request, name);
    if (seconds !== undefined) {
      response.setHeader('Retry-After', Math.ceil(seconds));
      const page = loginPage(visit, { ...kept, error: accounts.tooOften(seconds) });
      return sendPage(response, { ...page, status: 429 });
    }
    const found = possibleName.safeParse(name).success
      ? await findLogin(context.database.pool, name)
      : undefined;
    const isRight = await isPassword(found?.passwordHash, password);
    if (!found || !isRight) {
      return sendPage(response, loginPage(visit, { ...kept, error: accounts.wrongLogin }));
    }
    await limits.forget('loginName', name);
    await startSession(request, found.user);
    if (carried) request.session.waitingForm = carried;
    await saveSession(request);
    response.redirect(303, carried ? '/continue' : (kept.next ?? '/'));
  });

  router.post('/logout', async (request, response) => {
    await endSession(request);
    tell(request, { kind: 'info', message: visitOf(response).text.accounts.loggedOut });
    await saveSession(request);
    response.redirect(303, '/');
  });

  /** By the name as it was typed, whether or not there is such a user: what is refused tells nobody that there is. */
  async function tooOften(request: Request, name: string): Promise<number | undefined> {
    return (
      (await limits.count('loginAddress', networkOf(request.ip))) ??
      (await limits.count('loginName', name))
    );
  }

  return router;
}
