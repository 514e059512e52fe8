import { type RequestHandler, Router } from 'express';
import type { Context } from '../../context.js';
import { requireConnection } from '../../http/guards.js';
import { sharingNames } from '../sharing-names.js';
import { answerList } from './answer-list.js';
import { bulkRoutes } from './bulk/bulk-routes.js';
import { cardRoutes } from './card-routes.js';
import { otherRoutes } from './others/other-routes.js';
import { removeRoutes } from './remove/remove-routes.js';
import { tagRoutes } from './tags/tag-routes.js';
import { timelineRoutes } from './timeline/timeline-routes.js';

/** Lists of memories, and what can be done with several. */
export function listRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/memories', ...requireConnection(context), (request, response) =>
    answerList(request, response, true, async (visit, found) => {
      const [names, { tags }] = await Promise.all([
        sharingNames(visit, found?.memories ?? []),
        visit.memory.call('list_tags', {}),
      ]);
      return { names, tags: tags.map(({ tag }) => tag) };
    }),
  );

  return router
    .use(otherRoutes(context))
    .use(bulkRoutes(context))
    .use(tagRoutes(context))
    .use(timelineRoutes(context))
    .use(cardRoutes(context))
    .use(removeRoutes(context));
}
