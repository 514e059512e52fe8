import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../../../context.js';
import { reasonOf } from '../../../http/failure-pages.js';
import { parseForm } from '../../../http/forms.js';
import { requireConnection } from '../../../http/guards.js';
import { sendPage } from '../../../http/send-page.js';
import { saveSession } from '../../../http/sessions.js';
import { type Toast, tell } from '../../../http/toast.js';
import { type ConnectedVisit, connectedOf } from '../../../http/visit.js';
import { isPassing, ServiceError } from '../../../memory-service/service-error.js';
import type { Page } from '../../../ui/page.js';
import { bulkToast } from '../bulk/bulk-toast.js';
import { maxTagLength } from '../list-query.js';
import {
  editPath,
  isSameLabel,
  type LabelKind,
  labelText,
  readLabels,
  renameLabel,
} from './label.js';
import { type LabelModel, labelPage } from './label-page.js';
import { labelsPage } from './labels-page.js';
import { removeLabel } from './remove-label.js';

const here = '/memories/tags';

const changeForm = z.object({
  label: z.string().min(1),
  action: z.enum(['rename', 'remove']),
  name: z.string().trim().default(''),
  /** The merge with another label was confirmed. */
  joins: z.string().optional(),
});

type Change = z.output<typeof changeForm>;

/** The user's tags and categories, and changes of one wherever it is. */
export function labelRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get(here, ...requireConnection(context), async (request, response) => {
    const visit = connectedOf(response);
    const [tags, categories] = await Promise.all([
      readLabels(visit.memory, 'tag'),
      readLabels(visit.memory, 'category'),
    ]);
    const isWhole = request.query.all !== undefined;
    sendPage(response, labelsPage(visit, { tags, categories, isWhole }));
  });

  for (const kind of ['tag', 'category'] as const) {
    router
      .route(editPath(kind))
      .all(...requireConnection(context, 'memories:write'))
      .get(async (request, response) => {
        const visit = connectedOf(response);
        const name = z.string().min(1).safeParse(request.query.name);
        if (!name.success) return response.redirect(303, here);
        sendPage(response, labelPage(visit, await modelOf(visit, kind, name.data)));
      })
      .post(async (request, response) => {
        const visit = connectedOf(response);
        const form = parseForm(request, changeForm);
        if ('errors' in form) return response.redirect(303, here);
        const { label, name } = form.values;
        try {
          const done = await change(visit, kind, form.values);
          if ('body' in done) return sendPage(response, done);
          tell(request, done);
        } catch (error) {
          if (!(error instanceof ServiceError) || !isPassing(error)) throw error;
          const problem = reasonOf(visit, error);
          const away = { kind, label, name: name || label, problem, count: 0, others: [] };
          return sendPage(response, labelPage(visit, away));
        }
        await saveSession(request);
        response.redirect(303, here);
      });
  }

  return router;
}

/** What was done, or the page again with what is to be corrected or confirmed. */
async function change(visit: ConnectedVisit, kind: LabelKind, form: Change): Promise<Toast | Page> {
  const { label, action, name, joins } = form;
  const words = labelText(visit, kind);
  const gone: Toast = { kind: 'info', message: words.gone };
  if (action === 'remove') {
    const { outcome, isAll } = await removeLabel(visit, kind, label);
    const told = bulkToast(visit, outcome);
    if (outcome.changed === 0 && told.kind === 'success') return gone;
    const isDone = told.kind === 'success' && isAll;
    const message = [isDone && words.removed(label), told.message, !isAll && words.more];
    return { kind: isDone ? 'success' : 'warning', message: message.filter(Boolean).join(' ') };
  }
  const model = await modelOf(visit, kind, label);
  const error = nameFault(visit, kind, form);
  if (error !== undefined) return labelPage(visit, { ...model, name, error });
  const other = model.others.find((each) => isSameLabel(each.name, name));
  if (other && joins === undefined) return labelPage(visit, { ...model, name, joins: other });
  const count = await renameLabel(visit.memory, kind, { from: label, to: name });
  if (count === undefined) return gone;
  return { kind: 'success', message: words.renamed(label, name, count) };
}

async function modelOf(visit: ConnectedVisit, kind: LabelKind, label: string): Promise<LabelModel> {
  const labels = await readLabels(visit.memory, kind);
  return {
    kind,
    label,
    count: labels.find(({ name }) => isSameLabel(name, label))?.count ?? 0,
    others: labels.filter(({ name }) => !isSameLabel(name, label)),
  };
}

function nameFault(visit: ConnectedVisit, kind: LabelKind, { label, name }: Change) {
  const words = labelText(visit, kind);
  if (name === '') return words.missing;
  if (name === label) return words.same;
  return name.length > maxTagLength ? words.tooLong(maxTagLength) : undefined;
}
