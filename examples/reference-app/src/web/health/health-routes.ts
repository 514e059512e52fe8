import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';

/** `/health` asks the application's database; `/health/live` says that the process lives. */
export function healthRoutes({ database }: Context): RequestHandler {
  const router = Router();
  router.get('/health/live', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/health', async (_request, response) => {
    try {
      await database.pool.query('select 1');
      response.json({ status: 'ok' });
    } catch {
      response.status(503).setHeader('Retry-After', '5').json({ status: 'unavailable' });
    }
  });
  return router;
}
