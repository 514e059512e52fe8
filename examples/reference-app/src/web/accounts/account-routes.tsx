import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.js';
import { CarriedFormView, openCarried } from '../http/carried-form.js';
import { parseForm } from '../http/forms.js';
import { sendPage } from '../http/send-page.js';
import { endSession, saveSession, startSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { visitOf } from '../http/visit.js';
import { loginPage } from './login-page.js';
import { registerPage } from './register-page.js';
import { findLogin, insertUser } from './user-store.js';

const registration = z.object({
  username: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._-]{3,40}$/, '3 to 40 letters, digits, . _ -'),
  email: z.email(),
  name: z.string().trim().max(100).default(''),
  password: z.string().min(10).max(1024),
});

const login = z.object({
  login: z.string().trim().min(1).max(254),
  password: z.string().max(1024),
  next: z.string().optional(),
  carried: z.string().optional(),
});

export function accountRoutes(context: Context): RequestHandler {
  const { database } = context;
  const router = Router();

  router.get('/register', (_request, response) => {
    sendPage(response, registerPage(visitOf(response)));
  });

  router.post('/register', async (request, response) => {
    const visit = visitOf(response);
    const form = parseForm(request, registration);
    if ('errors' in form) return sendPage(response, registerPage(visit, form.errors, form.typed));
    const { password, ...rest } = form.values;
    const user = { ...rest, id: randomUUID(), passwordHash: await hash(password) };
    const taken = await insertUser(database.pool, user);
    if (taken) {
      const { usernameTaken, emailTaken } = visit.text.accounts;
      const error = taken === 'username' ? usernameTaken : emailTaken;
      return sendPage(response, registerPage(visit, { [taken]: error }, rest));
    }
    await startSession(request, user.id);
    await saveSession(request);
    response.redirect(303, '/connection');
  });

  router.get('/login', (_request, response) =>
    sendPage(response, loginPage(visitOf(response), {})),
  );

  router.post('/login', async (request, response) => {
    const visit = visitOf(response);
    const form = parseForm(request, login);
    if ('errors' in form)
      return sendPage(response, loginPage(visit, { error: visit.text.accounts.wrongLogin }));
    const { password, next = '/', carried } = form.values;
    const found = await findLogin(database.pool, form.values.login);
    const isRight = found !== undefined && (await verify(found.passwordHash, password));
    if (!isRight) {
      const error = visit.text.accounts.wrongLogin;
      return sendPage(
        response,
        loginPage(visit, { login: form.values.login, error, carried, next }),
      );
    }
    await startSession(request, found.user.id);
    await saveSession(request);
    const waiting = carried && (await openCarried(context, carried));
    if (waiting) {
      return sendPage(response, {
        title: visit.text.failures.continue,
        body: <CarriedFormView visit={visit} form={waiting} />,
      });
    }
    response.redirect(303, /^\/(?![/\\])/.test(next) ? next : '/');
  });

  router.post('/logout', async (request, response) => {
    await endSession(request);
    tell(request, { kind: 'info', message: visitOf(response).text.accounts.loggedOut });
    await saveSession(request);
    response.redirect(303, '/');
  });

  return router;
}
