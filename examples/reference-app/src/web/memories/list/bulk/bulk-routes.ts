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
import { askMatching, changeMatching, type Done, fieldsOf, matchingFilter } from './matching.js';
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
      if (action === undefined || isNobody(choice)) {
        tell(request, { kind: 'info', message: visit.text.memories.bulk.nothing });
        await saveSession(request);
        return response.redirect(303, back);
      }
      if (choice.step === 'ask') return ask(visit, response, choice, { action, back });
      await answer(request, response, choice, { action, back });
    },
  );

  return router;
}

/** Whether a form names no memories in any way. */
function isNobody(choice: BulkChoice): boolean {
  const isByFilter = choice.which === 'matching' || choice.filter !== undefined;
  return !isByFilter && idsOf(choice).length === 0;
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
  const filter = matchingFilter(choice, placeQuery(choice), visit);
  const asked = filter
    ? await askMatching(visit, filter, action === 'delete' ? action : undefined)
    : await chosenMemories(visit, choice);
  sendPage(response, await bulkPage(visit, { action, back, ...asked }));
}

async function answer(
  request: Request,
  response: Response,
  choice: BulkChoice,
  { action, back }: Place,
): Promise<void> {
  const visit = connectedOf(response);
  const { filter, count } = choice;
  const again = async (rest: Partial<Asked>) => {
    // While the server is away there is nothing to show, but the question stays.
    const isKnown = rest.problem !== undefined || filter !== undefined;
    const memories = isKnown ? [] : (await chosenMemories(visit, choice)).memories;
    const typed = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const fields = filter && { fields: fieldsOf(choice), ...(count !== undefined && { count }) };
    const asked = { action, back, ids: idsOf(choice), memories, typed, ...fields, ...rest };
    sendPage(response, await bulkPage(visit, asked));
  };
  try {
    const done = filter
      ? await changeMatching(visit, request, { filter, choice, back })
      : await changeChosen(visit, request, choice, { action, back });
    if ('ask' in done) return await again(done.ask);
    tell(request, done.toast);
  } catch (error) {
    if (!(error instanceof ServiceError) || !isPassing(error)) throw error;
    return again({ problem: reasonOf(visit, error) });
  }
  await saveSession(request);
  response.redirect(303, back);
}

/** Changes the memories that were chosen by their ids. */
async function changeChosen(
  visit: ConnectedVisit,
  request: Request,
  choice: BulkChoice,
  { action, back }: Place,
): Promise<Done> {
  const ids = idsOf(choice);
  if (action === 'delete') {
    const done = await deleteMemories(visit.memory, { memory_ids: ids });
    return { toast: deletionToast(visit, done, { ids, back }) };
  }
  const wish = await readWish(visit, action, request);
  if ('errors' in wish) return { ask: { errors: wish.errors } };
  if (wish.kind === 'permission' && wish.isGrave && choice.step !== 'sure') {
    return { ask: { sure: wish } };
  }
  return { toast: bulkToast(visit, await carryOut(visit, ids, wish)) };
}
