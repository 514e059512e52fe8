import { type RequestHandler, Router } from 'express';
import type { Context } from '../../context.js';
import { requireConnection } from '../../http/guards.js';
import { sharingNames } from '../sharing-names.js';
import { answerList } from './answer-list.js';
import { bulkRoutes } from './bulk/bulk-routes.js';
import { cardRoutes } from './card-routes.js';
import { deletedRoutes } from './deleted/deleted-routes.js';
import { labelRoutes } from './labels/label-routes.js';
import { otherRoutes } from './others/other-routes.js';
import { removeRoutes } from './remove/remove-routes.js';
import { timelineRoutes } from './timeline/timeline-routes.js';

/** Lists of memories, and what can be done with several. */
export function listRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/memories', ...requireConnection(context), (request, response) =>
    answerList(request, response, true, async (visit, found) => {
      const [names, { tags }, { categories }] = await Promise.all([
        sharingNames(visit, found?.memories ?? []),
        visit.memory.call('list_tags', {}),
        visit.memory.call('list_categories', {}),
      ]);
      return {
        names,
        tags: tags.map(({ tag }) => tag),
        categories: categories.map(({ category }) => category),
      };
    }),
  );

  return router
    .use(otherRoutes(context))
    .use(bulkRoutes(context))
    .use(labelRoutes(context))
    .use(timelineRoutes(context))
    .use(deletedRoutes(context))
    .use(cardRoutes(context))
    .use(removeRoutes(context));
}
