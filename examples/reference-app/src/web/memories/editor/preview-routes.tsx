import { type RequestHandler, Router } from 'express';
import type { Context } from '../../context.js';
import { requireConnection } from '../../http/guards.js';
import { sendPage } from '../../http/send-page.js';
import { connectedOf, visitOf } from '../../http/visit.js';
import { Preview } from './editor-form.js';
import { editorPage, loadEditor } from './editor-page.js';
import { UnderstoodPhrase } from './expiry-field.js';
import { readMemoryForm } from './memory-form.js';

/**
 * `POST /memories/preview`: the form with everything typed and how it will look. It saves nothing. It is known by its
 * fields whether it is a new memory (`submission_id`) or one that is edited (`memory_id`).
 */
export function previewRoutes(context: Context): RequestHandler {
  const router = Router();

  // While somebody types nothing interrupts them: what is lost is told when they save.
  const quietly: RequestHandler = (_request, response, next) => {
    const { isPartial, user, connection } = visitOf(response);
    if (isPartial && (user === undefined || connection === undefined)) {
      return void response.sendStatus(204);
    }
    next();
  };

  router.post(
    '/memories/preview',
    quietly,
    ...requireConnection(context, 'memories:write'),
    async (request, response) => {
      const visit = connectedOf(response);
      const form = readMemoryForm(request, visit);
      const { editor } = visit.text.memories;
      if (visit.isPartial) {
        return sendPage(response, {
          title: editor.preview,
          body: (
            <>
              <Preview visit={visit} text={form.text} isShown />
              <UnderstoodPhrase visit={visit} form={form} />
            </>
          ),
        });
      }
      const model = await loadEditor({
        visit,
        memoryId: form.memoryId,
        form,
        errors: {},
        isPreviewed: true,
      });
      sendPage(response, editorPage(model));
    },
  );

  return router;
}
