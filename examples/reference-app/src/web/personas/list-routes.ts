import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { connectedOf } from '../http/visit.js';
import { personasPage } from './personas-page.js';

export function listRoutes(context: Context): RequestHandler {
  const router = Router();
  router.get('/personas', ...requireConnection(context), async (_request, response) => {
    const visit = connectedOf(response);
    const [{ personas }, { settings }] = await Promise.all([
      visit.memory.call('list_personas', {}),
      visit.memory.call('get_profile', {}),
    ]);
    const answersOthers = settings?.persona_enabled ?? true;
    sendPage(response, personasPage(visit, { personas, answersOthers }));
  });
  return router;
}
