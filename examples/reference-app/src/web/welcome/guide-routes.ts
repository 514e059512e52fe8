import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.js';
import { several } from '../http/forms.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { type Toast, tell } from '../http/toast.js';
import { connectedOf } from '../http/visit.js';
import { deleteMemories } from '../memories/list/remove/delete-memories.js';
import { deletionToast } from '../memories/list/remove/remove-toasts.js';
import { closeGuide, markStep, openGuide } from './guide-store.js';
import { removalPage } from './removal-page.js';
import { addSamples, findSamples } from './samples.js';

const ticked = z.object({ memories: several });

/** The first steps: sample memories to add and to remove, and where to try them. */
export function guideRoutes(context: Context): RequestHandler {
  const { pool } = context.database;
  const mayWrite = requireConnection(context, 'memories:write');
  const router = Router();

  router.post('/guide/samples', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const { add } = visit.text.welcome.guide;
    const { added, refused } = await addSamples(visit);
    const message = [
      added > 0 ? add.done(added) : refused === 0 ? add.present : undefined,
      refused > 0 ? add.refused(refused) : undefined,
    ];
    await goHome(request, response, {
      kind: refused > 0 ? 'warning' : added > 0 ? 'success' : 'info',
      message: message.filter(Boolean).join(' '),
    });
  });

  router.get('/guide/samples/remove', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const samples = await findSamples(visit.memory, visit.text.welcome);
    if (samples.length > 0) return sendPage(response, removalPage(visit, samples));
    await goHome(request, response, { kind: 'info', message: visit.text.welcome.removal.none });
  });

  router.post('/guide/samples/remove', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const { removal } = visit.text.welcome;
    const { memories = [] } = ticked.safeParse(request.body ?? {}).data ?? {};
    const samples = await findSamples(visit.memory, visit.text.welcome);
    // Whatever the form says: only samples are removed this way.
    const ids = samples.flatMap(({ id }) => (memories.includes(id) ? [id] : []));
    if (ids.length === 0) {
      const message = samples.length === 0 ? removal.none : removal.nothingTicked;
      return goHome(request, response, { kind: 'info', message });
    }
    const done = await deleteMemories(visit.memory, { memory_ids: ids });
    await goHome(request, response, deletionToast(visit, done, { ids, back: '/' }));
  });

  router.post('/guide/search', ...mayWrite, async (_request, response) => {
    const { text, user } = connectedOf(response);
    await markStep(pool, user.id, 'search');
    const query = new URLSearchParams({ q: text.welcome.sampleQuestions.search });
    response.redirect(303, `/search?${query}`);
  });

  router.post('/guide/ask', ...mayWrite, async (_request, response) => {
    await markStep(pool, connectedOf(response).user.id, 'ask');
    response.redirect(303, '/personas/ask?sample');
  });

  router.post('/guide/open', ...mayWrite, async (request, response) => {
    const { text, user } = connectedOf(response);
    await openGuide(pool, user.id);
    await goHome(request, response, { kind: 'info', message: text.settings.guide.reopened });
  });

  router.post('/guide/close', ...mayWrite, async (request, response) => {
    const { text, user } = connectedOf(response);
    await closeGuide(pool, user.id);
    await goHome(request, response, { kind: 'info', message: text.welcome.guide.closed });
  });

  return router;
}

async function goHome(request: Request, response: Response, toast: Toast): Promise<void> {
  tell(request, toast);
  await saveSession(request);
  response.redirect(303, '/');
}
