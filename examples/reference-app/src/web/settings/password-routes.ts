import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { isGuessable, newPasswordField } from '../accounts/account-fields.js';
import { createAttemptLimits } from '../accounts/attempt-limits.js';
import { hashPassword, isPassword } from '../accounts/password.js';
import { endSessions, findPasswordHash, updatePassword } from '../accounts/user-store.js';
import type { Context } from '../context.js';
import { type FormErrors, parseForm } from '../http/forms.js';
import { requireAccount } from '../http/guards.js';
import { startSession } from '../http/sessions.js';
import { accountOf } from '../http/visit.js';
import type { Text } from '../text/text.js';
import { sendSettings, settingsSaved } from './send-settings.js';

const passwordForm = (words: Text) =>
  z.object({
    current_password: z
      .string({ error: words.accounts.passwordMissing })
      .min(1, words.accounts.passwordMissing),
    new_password: newPasswordField(words.accounts),
  });

export function passwordRoutes(context: Context): RequestHandler {
  const { database } = context;
  const limits = createAttemptLimits(database);
  const router = Router();

  router.post('/settings/password', requireAccount(context), async (request, response) => {
    const { user, text } = accountOf(response);
    const refuse = (errors: FormErrors, error?: string, status?: number) =>
      sendSettings(response, context, {
        ...{ section: 'password', errors, typed: {} },
        ...(error !== undefined && { error }),
        ...(status !== undefined && { status }),
      });

    const form = parseForm(request, passwordForm(text));
    if ('errors' in form) return refuse(form.errors);
    const { current_password: current, new_password: next } = form.values;
    if (isGuessable(next, [user.username, user.email])) {
      return refuse({ new_password: text.accounts.passwordKnown });
    }
    const seconds = await limits.count('password', user.id);
    if (seconds !== undefined) {
      response.setHeader('Retry-After', Math.ceil(seconds));
      return refuse({}, text.accounts.tooOften(seconds), 429);
    }
    const oldHash = await findPasswordHash(database.pool, user.id);
    if (oldHash === undefined || !(await isPassword(oldHash, current))) {
      return refuse({ current_password: text.settings.password.wrong });
    }
    const newHash = await hashPassword(next);
    const changed = await updatePassword(database.pool, user.id, { oldHash, newHash });
    if (!changed) return refuse({}, text.settings.password.changedMeanwhile);
    await limits.forget('password', user.id);
    await startSession(request, changed);
    await settingsSaved(request, response, 'password', text.settings.password.changed);
  });

  router.post('/settings/sessions/end', requireAccount(context), async (request, response) => {
    const { user, text } = accountOf(response);
    const ended = await endSessions(database.pool, user.id);
    if (ended) await startSession(request, ended);
    await settingsSaved(request, response, 'password', text.settings.password.sessionsEnded);
  });

  return router;
}
