import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { emailField, nameField } from '../accounts/account-fields.js';
import { updateUser } from '../accounts/user-store.js';
import type { Context } from '../context.js';
import { parseForm, typedIn } from '../http/forms.js';
import { requireAccount } from '../http/guards.js';
import { accountOf } from '../http/visit.js';
import type { Text } from '../text/text.js';
import { deletionRoutes } from './deletion-routes.js';
import { downloadRoutes } from './download-routes.js';
import { passwordRoutes } from './password-routes.js';
import { profileRoutes } from './profile-routes.js';
import { sendSettings, settingsSaved } from './send-settings.js';
import { timeZones } from './time-zones.js';

const account = (words: Text['accounts']) =>
  z.object({ name: nameField(words), email: emailField(words) });

/** An empty zone is the browser's. */
const appearance = (words: Text['settings']['appearance']) =>
  z.object({
    theme: z.enum(['auto', 'light', 'dark']),
    zone: z
      .string({ error: words.zoneUnknown })
      .refine((zone) => zone === '' || timeZones.includes(zone), words.zoneUnknown),
  });

export function settingsRoutes(context: Context): RequestHandler {
  const { database } = context;
  const router = Router();

  router.get('/settings', requireAccount(context), (_request, response) =>
    sendSettings(response, context),
  );

  router.post('/settings/account', requireAccount(context), async (request, response) => {
    const { user, text } = accountOf(response);
    const form = parseForm(request, account(text.accounts));
    if ('errors' in form) return sendSettings(response, context, { section: 'account', ...form });
    const taken = await updateUser(database.pool, user.id, form.values);
    if (taken) {
      const errors = { email: text.accounts.emailTaken };
      const typed = typedIn(request);
      return sendSettings(response, context, { section: 'account', errors, typed });
    }
    await settingsSaved(request, response, 'account');
  });

  router.post('/settings/appearance', requireAccount(context), async (request, response) => {
    const { user, text } = accountOf(response);
    const form = parseForm(request, appearance(text.settings.appearance));
    if ('errors' in form) {
      return sendSettings(response, context, { section: 'appearance', ...form });
    }
    const { theme, zone } = form.values;
    await updateUser(database.pool, user.id, { theme, timeZone: zone || undefined });
    await settingsSaved(request, response, 'appearance');
  });

  return router
    .use(passwordRoutes(context))
    .use(profileRoutes(context))
    .use(downloadRoutes(context))
    .use(deletionRoutes(context));
}
