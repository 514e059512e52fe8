import { type RequestHandler, Router } from 'express';
import { allows } from '../connection/connection.js';
import type { Context } from '../context.js';
import { reasonOf } from '../http/failure-pages.js';
import { sendPage } from '../http/send-page.js';
import { type ConnectedVisit, visitOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import { connectPage } from './connect-page.js';
import type { OpenGuide } from './guide-card.js';
import { guideRoutes } from './guide-routes.js';
import { findGuide } from './guide-store.js';
import { type HomeModel, homePage } from './home-page.js';
import { hasSamples } from './samples.js';
import { visitorPage } from './visitor-page.js';

const mostLatest = 5;

/** The start page: what this is, the way to one's memories, or the latest of them. */
export function welcomeRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/', async (_request, response) => {
    const visit = visitOf(response);
    const { connection, user } = visit;
    if (user === undefined) return sendPage(response, visitorPage(visit));
    if (connection === undefined) return sendPage(response, connectPage(visit, user));
    const connected = { ...visit, user, connection, memory: context.memoryServices(user.id) };
    try {
      sendPage(response, homePage(connected, await readHome(connected)));
    } catch (error) {
      // The connection ended while the page was made.
      if (!(error instanceof ServiceError && error.code === 'disconnected')) throw error;
      sendPage(response, connectPage(visit, user));
    }
  });

  async function readHome(visit: ConnectedVisit): Promise<HomeModel> {
    if (!allows(visit.connection, 'memories:read')) {
      return { latest: undefined, reason: visit.text.welcome.noRead };
    }
    try {
      const [{ memories }, guide] = await Promise.all([
        visit.memory.call('get_memories', {
          ...{ expired: false, sort: 'created_at', order: 'desc', limit: mostLatest },
        }),
        readGuide(visit),
      ]);
      return { latest: memories, guide };
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code === 'disconnected') throw error;
      return { latest: undefined, reason: reasonOf(visit, error) };
    }
  }

  async function readGuide(visit: ConnectedVisit): Promise<OpenGuide | undefined> {
    if (!allows(visit.connection, 'memories:write')) return undefined;
    const { isClosed, steps } = await findGuide(context.database.pool, visit.user.id);
    if (isClosed) return undefined;
    return { steps, hasSamples: await hasSamples(visit.memory, visit.text.welcome) };
  }

  return router.use(guideRoutes(context));
}
