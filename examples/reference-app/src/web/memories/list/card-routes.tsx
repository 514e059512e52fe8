import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { allows } from '../../connection/connection.js';
import type { Context } from '../../context.js';
import { requireConnection } from '../../http/guards.js';
import { sendPage } from '../../http/send-page.js';
import { connectedOf } from '../../http/visit.js';
import { ServiceError } from '../../memory-service/service-error.js';
import { beginningOf } from '../beginning.js';
import { MemoryCard } from '../memory-card.js';
import { sharingNames } from '../sharing-names.js';
import { bulkForm } from './bulk/bulk-bar.js';
import { readOwn } from './read-own.js';

/** One card of a list, for the script that puts it in the place of the editor. */
export function cardRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get(
    '/memories/:id/card',
    ...requireConnection(context),
    async (request, response, next) => {
      const visit = connectedOf(response);
      const id = z.uuid().safeParse(request.params.id);
      if (!id.success) return next();
      const [memory] = await readOwn(visit, [id.data.toLowerCase()]);
      if (!memory) throw new ServiceError('not_found', 'There is no such memory.');
      const names = await sharingNames(visit, [memory]);
      const mayWrite = allows(visit.connection, 'memories:write');
      const title = beginningOf(memory.text);
      sendPage(response, {
        title,
        body: (
          <>
            <h1 class="visually-hidden">{title}</h1>
            <MemoryCard
              visit={visit}
              memory={memory}
              isOwn
              names={names}
              {...(mayWrite && { selection: { form: bulkForm } })}
            />
          </>
        ),
      });
    },
  );

  return router;
}
