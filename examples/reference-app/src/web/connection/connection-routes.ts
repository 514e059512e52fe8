import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.js';
import { requireAccount } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { accountOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { Access } from './access.js';
import { codeFlowAnswer } from './code-flow-answer.js';
import { type ConnectionModel, connectionPage } from './connection-page.js';
import { disconnectPage } from './disconnect-page.js';
import { rememberCodeFlow } from './waiting-code-flow.js';

// What cannot be understood allows the least.
const choice = z.object({ access: z.enum(['read', 'write']).default('write').catch('read') });

/** `/connection…`: how the visitor is connected to the memory server, connecting and disconnecting. */
export function connectionRoutes(context: Context): RequestHandler {
  const { connector } = context;
  const account = requireAccount(context);
  const router = Router();

  router.get('/connection', account, (_request, response) => {
    sendPage(response, connectionPage(accountOf(response)));
  });

  router.post('/connection/direct', account, async (request, response) => {
    const visit = accountOf(response);
    const access = accessIn(request);
    await orSay(context, response, { way: 'direct', access }, async () => {
      await connector.connectDirectly(visit.user, access);
      tell(request, { kind: 'success', message: visit.text.connection.connected[access] });
      await saveSession(request);
      response.redirect(303, '/');
    });
  });

  router.post('/connection/code', account, async (request, response) => {
    const { user } = accountOf(response);
    const access = accessIn(request);
    await orSay(context, response, { way: 'code', access }, async () => {
      const { url, ...flow } = await connector.beginCodeFlow(access);
      await rememberCodeFlow(request, user.id, flow, context);
      await saveSession(request);
      response.redirect(303, url);
    });
  });

  router.get('/connection/callback', codeFlowAnswer(context));

  router.get('/connection/end', account, (_request, response) => {
    sendPage(response, disconnectPage(accountOf(response)));
  });

  router.post('/connection/end', account, async (request, response) => {
    const { user, text } = accountOf(response);
    const isEnded = await connector.disconnect(user.id);
    tell(
      request,
      isEnded
        ? { kind: 'success', message: text.connection.ended }
        : { kind: 'warning', message: text.connection.endedHere },
    );
    await saveSession(request);
    response.redirect(303, '/connection');
  });

  return router;
}

function accessIn(request: Request): Access {
  return choice.parse(request.body ?? {}).access;
}

/** What the memory server refuses is said in the page itself, with what was chosen, and to the operator in the log. */
async function orSay(
  { logger }: Context,
  response: Response,
  tried: Omit<NonNullable<ConnectionModel['failed']>, 'error'>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    logger.warn({ err: error, way: tried.way }, 'a visitor could not be connected');
    if (error.retryAfter) response.setHeader('Retry-After', error.retryAfter);
    sendPage(response, connectionPage(accountOf(response), { failed: { ...tried, error } }));
  }
}
