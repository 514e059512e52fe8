import type { RequestHandler } from 'express';
import { loginPage } from '../accounts/login-page.js';
import type { Context } from '../context.js';
import { reasonOf } from '../http/failure-pages.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { type Toast, tell } from '../http/toast.js';
import { type Visit, visitOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import { takeCodeFlow, type WaitingCodeFlow } from './waiting-code-flow.js';

/**
 * `/connection/callback`: where the memory server sends the browser back to. Every answer is a redirect, so that the code
 * is neither in the address bar nor in the history.
 */
export function codeFlowAnswer(context: Context): RequestHandler {
  return async (request, response) => {
    const visit = visitOf(response);
    const { text, user } = visit;
    if (user === undefined) {
      const notice = text.connection.sessionOver;
      return sendPage(response, {
        ...loginPage(visit, { notice, next: '/connection' }),
        status: 401,
      });
    }
    const flow = await takeCodeFlow(request, user.id, context);
    const query = new URL(request.originalUrl, context.configuration.url).searchParams;
    const { toast, location } = await outcomeOf(visit, user.id, flow, query, context);
    tell(request, toast);
    await saveSession(request);
    response.redirect(303, location);
  };
}

async function outcomeOf(
  visit: Visit,
  id: string,
  flow: WaitingCodeFlow | 'late' | undefined,
  query: URLSearchParams,
  { connector, logger }: Context,
): Promise<{ readonly toast: Toast; readonly location: string }> {
  const { connection: text } = visit.text;
  const again = (kind: Toast['kind'], message: string) => ({
    toast: { kind, message },
    location: '/connection',
  });
  if (flow === undefined) return again('warning', text.noneWaiting);
  if (flow === 'late') return again('warning', text.late);
  try {
    const outcome = await connector.finishCodeFlow({ id }, flow, query);
    if (outcome === 'connected') {
      return { toast: { kind: 'success', message: text.connected[flow.access] }, location: '/' };
    }
    if (outcome === 'denied') return again('info', text.outcome.denied);
    logger.warn(
      { outcome, error: query.get('error')?.slice(0, 100) },
      'a login at the memory server failed',
    );
    return again('warning', text.outcome[outcome]);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return again('danger', reasonOf(visit, error));
  }
}
