import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Context } from '../../../context.js';
import { reasonOf } from '../../../http/failure-pages.js';
import { requireConnection } from '../../../http/guards.js';
import { sendPage } from '../../../http/send-page.js';
import { saveSession } from '../../../http/sessions.js';
import { tell } from '../../../http/toast.js';
import { type ConnectedVisit, connectedOf } from '../../../http/visit.js';
import { isPassing, ServiceError } from '../../../memory-service/service-error.js';
import { safePlace } from '../place.js';
import { deleteMemories } from '../remove/delete-memories.js';
import { deletionToast } from '../remove/remove-toasts.js';
import type { Asked } from './asked.js';
import { type Action, type BulkChoice, choiceForm, placeQuery } from './bulk-form.js';
import { bulkPage } from './bulk-page.js';
import { bulkToast } from './bulk-toast.js';
import { carryOut } from './carry-out.js';
import { chosenMemories, idsOf } from './chosen-memories.js';
import { readWish } from './wishes.js';

/**
 * Changes to several memories, in two or three steps by one form: what was chosen comes first and is asked about, the answer
 * is carried out; what cannot be taken back is confirmed in between.
 */
export function bulkRoutes(context: Context): RequestHandler {
  const router = Router();

  router.post(
    '/memories/bulk',
    ...requireConnection(context, 'memories:write'),
    async (request, response) => {
      const visit = connectedOf(response);
      const choice = choiceForm.parse(request.body ?? {});
      const back = safePlace(choice.place);
      const { action } = choice;
      if (action === undefined || (choice.which !== 'matching' && idsOf(choice).length === 0)) {
        tell(request, { kind: 'info', message: visit.text.memories.bulk.nothing });
        await saveSession(request);
        return response.redirect(303, back);
      }
      if (choice.step === 'ask') return ask(visit, response, choice, { action, back });
      await answer(context, request, response, choice, { action, back });
    },
  );

  return router;
}

interface Place {
  readonly action: Action;
  readonly back: string;
}

async function ask(
  visit: ConnectedVisit,
  response: Response,
  choice: BulkChoice,
  { action, back }: Place,
): Promise<void> {
  const chosen = await chosenMemories(visit, choice);
  sendPage(response, await bulkPage(visit, { action, back, ...chosen }));
}

async function answer(
  context: Context,
  request: Request,
  response: Response,
  choice: BulkChoice,
  { action, back }: Place,
): Promise<void> {
  const visit = connectedOf(response);
  const ids = idsOf(choice);
  const near = placeQuery(choice);
  const again = async (rest: Pick<Asked, 'errors' | 'problem' | 'sure'>) => {
    // While the server is away there is nothing to show, but the question stays.
    const memories =
      rest.problem === undefined ? (await chosenMemories(visit, choice)).memories : [];
    const typed = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    sendPage(response, await bulkPage(visit, { action, back, ids, memories, typed, ...rest }));
  };
  try {
    if (action === 'delete') {
      tell(request, deletionToast(visit, await deleteMemories(context, visit, ids, near), back));
    } else {
      const wish = await readWish(visit, action, request);
      if ('errors' in wish) return await again({ errors: wish.errors });
      if (wish.isGrave && choice.step !== 'sure') return await again({ sure: wish });
      tell(request, bulkToast(visit, await carryOut(visit, ids, wish, near)));
    }
  } catch (error) {
    if (!(error instanceof ServiceError) || !isPassing(error)) throw error;
    return again({ problem: reasonOf(visit, error) });
  }
  await saveSession(request);
  response.redirect(303, back);
}
