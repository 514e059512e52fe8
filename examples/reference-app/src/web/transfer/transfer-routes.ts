import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import type { FormTokens } from '../http/form-tokens.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { connectedOf } from '../http/visit.js';
import { exportRoutes } from './export-routes.js';
import { importRoutes } from './import-routes.js';
import { transferPage } from './transfer-page.js';

/** Memories out of the server and into it, as files. */
export function transferRoutes(
  context: Context,
  tokens: Pick<FormTokens, 'isGood'>,
): RequestHandler {
  const router = Router();
  router.get('/transfer', ...requireConnection(context), (_request, response) => {
    sendPage(response, transferPage(connectedOf(response), {}));
  });
  router.use(exportRoutes(context));
  router.use(importRoutes(context, tokens));
  return router;
}
