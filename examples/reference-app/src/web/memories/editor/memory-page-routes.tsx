import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { allows } from '../../connection/connection.js';
import type { Context } from '../../context.js';
import { requireConnection } from '../../http/guards.js';
import { ownPath } from '../../http/own-path.js';
import { sendPage } from '../../http/send-page.js';
import { type ConnectedVisit, connectedOf, visitOf } from '../../http/visit.js';
import type { Memory } from '../../memory-service/tools.js';
import { ownIdOf } from '../../people/own-id.js';
import { messagePage } from '../../ui/message-page.js';
import type { Page } from '../../ui/page.js';
import { listBefore } from '../list/place.js';
import { editorPage, loadEditor } from './editor-page.js';
import { findMemory } from './find-memory.js';
import { currentPath } from './in-place.js';
import { formOf } from './memory-form.js';
import { memoryPage } from './memory-page.js';
import { baseOf, stateOf, writeBase } from './memory-state.js';
import { namesOf } from './names-of.js';

/** `GET /memories/:id`, and with `?edit=1` the editor of it. */
export function memoryPageRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/memories/:id', ...requireConnection(context), async (request, response, next) => {
    const { id } = request.params;
    if (!z.uuid().safeParse(id).success) return next();
    const visit = connectedOf(response);
    const memory = await findMemory(visit.memory, String(id).toLowerCase());
    if (memory === undefined) return sendPage(response, notFoundPage(visit));
    const isOwn = memory.user_id === (await ownIdOf(visit));
    const mayEdit = isOwn && allows(visit.connection, 'memories:write');
    if (request.query.edit === undefined || !mayEdit) {
      return sendPage(response, await readPage(visit, memory, isOwn));
    }
    const { next: wanted } = request.query;
    const here = visitOf(response).isPartial ? currentPath(request) : undefined;
    const model = await loadEditor({
      visit,
      memoryId: memory.id,
      form: formOf(stateOf(memory), visit, {
        memoryId: memory.id,
        baseVersion: writeBase(baseOf(memory)),
        next:
          here ??
          ownPath(typeof wanted === 'string' ? wanted : undefined) ??
          listBefore(request, context),
      }),
      errors: {},
      isInPlace: here !== undefined,
    });
    sendPage(response, editorPage(model));
  });

  return router;
}

async function readPage(visit: ConnectedVisit, memory: Memory, isOwn: boolean): Promise<Page> {
  const { user_ids = [], group_ids = [] } = memory.shared_with ?? {};
  const { groups } =
    group_ids.length > 0 ? await visit.memory.call('list_groups', {}) : { groups: [] };
  const names = await namesOf(visit, isOwn ? user_ids : [memory.user_id], groups);
  return memoryPage({ visit, memory, isOwn, ownerName: names.get(memory.user_id) ?? '', names });
}

function notFoundPage(visit: ConnectedVisit): Page {
  const { failures, memories } = visit.text;
  return messagePage({
    title: memories.detail.notFoundTitle,
    status: 404,
    children: (
      <>
        <p role="alert">{failures.memoryNotFound}</p>
        <a class="btn btn-primary" href="/memories">
          {memories.detail.all}
        </a>
      </>
    ),
  });
}
