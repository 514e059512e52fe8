import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { reasonOf, statusOf } from '../http/failure-pages.js';
import { parseForm, typedIn } from '../http/forms.js';
import { requireConnection } from '../http/guards.js';
import { connectedOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import { profileForm } from './profile.js';
import { sendSettings, settingsSaved } from './send-settings.js';

/** How the user is known at the memory server. */
export function profileRoutes(context: Context): RequestHandler {
  const router = Router();
  const mayChange = requireConnection(context, 'memories:write');

  router.post('/settings/profile', ...mayChange, async (request, response) => {
    const visit = connectedOf(response);
    const form = parseForm(request, profileForm(visit.text.settings.profile));
    if ('errors' in form) return sendSettings(response, context, { section: 'profile', ...form });
    try {
      await visit.memory.call('update_profile', form.values);
    } catch (error) {
      const isAnswered = error instanceof ServiceError && error.code !== 'disconnected';
      if (!isAnswered) throw error;
      return sendSettings(response, context, {
        ...{ section: 'profile', errors: {}, typed: typedIn(request) },
        ...{ error: reasonOf(visit, error), status: statusOf(error) },
      });
    }
    await settingsSaved(request, response, 'profile');
  });

  return router;
}
