import { randomUUID } from 'node:crypto';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.js';
import { type FormErrors, parseForm, typedIn } from '../http/forms.js';
import { sendPage } from '../http/send-page.js';
import { saveSession, startSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { visitOf } from '../http/visit.js';
import type { Text } from '../text/text.js';
import {
  emailField,
  isGuessable,
  nameField,
  newPasswordField,
  usernameField,
} from './account-fields.js';
import { type AttemptLimits, networkOf } from './attempt-limits.js';
import { hashPassword, isPassword } from './password.js';
import { registerPage } from './register-page.js';
import type { User } from './user.js';
import { findLogin, insertUser } from './user-store.js';

/** For how long the same registration, sent again, is the same: a second click, or an answer that never arrived. */
const sameForMs = 10 * 60_000;

const registration = (words: Text['accounts']) =>
  z
    .object({
      username: usernameField(words),
      email: emailField(words),
      name: nameField(words).default(''),
      password: newPasswordField(words),
    })
    .refine(({ username, email, password }) => !isGuessable(password, [username, email]), {
      path: ['password'],
      message: words.passwordKnown,
    });

type Registration = z.output<ReturnType<typeof registration>>;

export function registrationRoutes(context: Context, limits: AttemptLimits): RequestHandler {
  const { database, now } = context;
  const router = Router();

  router.get('/register', (_request, response) => {
    const visit = visitOf(response);
    if (visit.user) return response.redirect(303, '/');
    sendPage(response, registerPage(visit));
  });

  router.post('/register', async (request, response) => {
    const visit = visitOf(response);
    const { accounts } = visit.text;
    const form = parseForm(request, registration(accounts));
    if ('errors' in form) return sendPage(response, registerPage(visit, form));
    const typed = typedIn(request);

    const seconds = await limits.count('registration', networkOf(request.ip));
    if (seconds !== undefined) {
      response.setHeader('Retry-After', Math.ceil(seconds));
      const page = registerPage(visit, { typed, error: accounts.tooOften(seconds) });
      return sendPage(response, { ...page, status: 429 });
    }
    const { password, ...rest } = form.values;
    const passwordHash = await hashPassword(password);
    const inserted = await insertUser(database.pool, { ...rest, id: randomUUID(), passwordHash });
    if ('user' in inserted) return welcome(request, response, inserted.user);

    const same = await sameRegistration(form.values);
    if (same) return welcome(request, response, same);
    const errors: FormErrors =
      inserted.taken === 'username'
        ? { username: accounts.usernameTaken }
        : { email: accounts.emailTaken };
    sendPage(response, registerPage(visit, { errors, typed }));
  });

  /** The account that these very words made a moment ago. */
  async function sameRegistration(values: Registration): Promise<User | undefined> {
    const found = await findLogin(database.pool, values.username);
    // It is a guess at a password like any other.
    const tooOften = await limits.count('loginName', values.username.toLowerCase());
    if (tooOften !== undefined) return undefined;
    const isSame =
      found !== undefined &&
      found.user.email.toLowerCase() === values.email.toLowerCase() &&
      now().getTime() - found.user.createdAt.getTime() < sameForMs &&
      (await isPassword(found.passwordHash, values.password));
    return isSame ? found.user : undefined;
  }

  return router;
}

async function welcome(request: Request, response: Response, user: User): Promise<void> {
  const { accounts } = visitOf(response).text;
  await startSession(request, user);
  tell(request, { kind: 'success', message: accounts.welcome(user.name || user.username) });
  await saveSession(request);
  response.redirect(303, '/connection');
}
