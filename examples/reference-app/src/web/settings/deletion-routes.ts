import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { deleteUser } from '../accounts/user-store.js';
import type { Context } from '../context.js';
import { reasonOf, statusOf } from '../http/failure-pages.js';
import { parseForm, typedIn } from '../http/forms.js';
import { requireAccount } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { endSession, saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { accountOf } from '../http/visit.js';
import type { MemoryService } from '../memory-service/memory-service.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { Text } from '../text/text.js';
import { type DeletionModel, deletionPage } from './deletion-page.js';
import { memoriesAtStake } from './what-is-lost.js';

const deletionForm = (words: Text['settings']['deletion'], username: string) =>
  z.object({
    username: z
      .string({ error: words.confirmWrong(username) })
      .trim()
      .toLowerCase()
      .refine((typed) => typed === username.toLowerCase(), words.confirmWrong(username)),
    memories: z.enum(['leave', 'erase'], { error: words.choose }),
  });

/**
 * Closes the account. Memories that are to be erased are erased first: if that fails, nothing is deleted, and one can try
 * again or leave them.
 */
export function deletionRoutes(context: Context): RequestHandler {
  const { connector, database, memoryServices } = context;
  const router = Router();

  router.get('/settings/delete', requireAccount(context), (_request, response) =>
    ask(response, {}),
  );

  router.post('/settings/delete', requireAccount(context), async (request, response) => {
    const visit = accountOf(response);
    const { user, text } = visit;
    const { deletion } = text.settings;
    const form = parseForm(request, deletionForm(deletion, user.username));
    if ('errors' in form) return ask(response, form);
    const { memories } = form.values;
    try {
      if (memories === 'erase') await eraseAll(memoryServices(user.id));
      else await connector.disconnect(user.id);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const typed = typedIn(request);
      return ask(response, { typed, error: reasonOf(visit, error), status: statusOf(error) });
    }
    await deleteUser(database.pool, user.id);
    await sayGoodbye(request, response, deletion[memories === 'erase' ? 'doneErased' : 'done']);
  });

  async function ask(response: Response, model: Omit<DeletionModel, 'atStake'>): Promise<void> {
    const visit = accountOf(response);
    const atStake = await memoriesAtStake(context, visit);
    sendPage(response, deletionPage(visit, { ...model, atStake }));
  }

  return router;
}

async function eraseAll(memory: MemoryService): Promise<void> {
  // The username there need not be the one here; a user without one confirms by the id.
  const { id, username } = await memory.call('get_profile', {});
  await memory.eraseAccount(username ?? id);
}

async function sayGoodbye(request: Request, response: Response, message: string): Promise<void> {
  await endSession(request);
  tell(request, { kind: 'success', message });
  await saveSession(request);
  response.redirect(303, '/');
}
