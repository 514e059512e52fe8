import type { Request, Response } from 'express';
import type { Context } from '../context.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { accountOf } from '../http/visit.js';
import { readProfile } from './profile.js';
import type { SectionName, UnsavedForm } from './settings-form.js';
import { settingsPage } from './settings-page.js';

/** Shows the settings, with a form that was not saved as it was typed. */
export async function sendSettings(
  response: Response,
  context: Context,
  unsaved?: UnsavedForm,
): Promise<void> {
  const visit = accountOf(response);
  sendPage(response, settingsPage(visit, { profile: await readProfile(context, visit), unsaved }));
}

/** Goes back to the settings when something of them was saved. */
export async function settingsSaved(
  request: Request,
  response: Response,
  section: SectionName,
  message = accountOf(response).text.settings.saved,
): Promise<void> {
  tell(request, { kind: 'success', message });
  await saveSession(request);
  response.redirect(303, `/settings#${section}`);
}
