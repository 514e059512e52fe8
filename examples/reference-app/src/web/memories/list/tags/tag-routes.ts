import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../../../context.js';
import { reasonOf } from '../../../http/failure-pages.js';
import { parseForm } from '../../../http/forms.js';
import { requireConnection } from '../../../http/guards.js';
import { sendPage } from '../../../http/send-page.js';
import { saveSession } from '../../../http/sessions.js';
import { tell } from '../../../http/toast.js';
import { type ConnectedVisit, connectedOf } from '../../../http/visit.js';
import { isPassing, ServiceError } from '../../../memory-service/service-error.js';
import { changeTags } from '../bulk/change-tags.js';
import { longestTag } from '../list-query.js';
import { readTagged } from './read-tagged.js';
import { type TagModel, tagPage } from './tag-page.js';
import { tagToast } from './tag-toast.js';
import { tagsPage } from './tags-page.js';

/** The user's tags, and changes of a tag wherever it is. */
export function tagRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/memories/tags', ...requireConnection(context), async (request, response) => {
    const visit = connectedOf(response);
    const { tags } = await visit.memory.call('list_tags', {});
    sendPage(response, tagsPage(visit, { tags, isWhole: request.query.all !== undefined }));
  });

  router
    .route('/memories/tags/edit')
    .all(...requireConnection(context, 'memories:write'))
    .get(async (request, response) => {
      const visit = connectedOf(response);
      const tag = z.string().min(1).safeParse(request.query.tag);
      if (!tag.success) return response.redirect(303, '/memories/tags');
      sendPage(response, tagPage(visit, await modelOf(visit, tag.data)));
    })
    .post(change);

  return router;
}

const changeForm = z.object({
  tag: z.string().min(1),
  action: z.enum(['rename', 'remove']).catch('rename'),
  name: z.string().trim().default(''),
  /** Whether it was said that two tags become one. */
  joins: z.string().optional(),
});

async function change(request: Request, response: Response): Promise<void> {
  const visit = connectedOf(response);
  const form = parseForm(request, changeForm);
  if ('errors' in form) return response.redirect(303, '/memories/tags');
  const { tag, action, name, joins } = form.values;
  const isRename = action === 'rename';
  try {
    if (isRename) {
      const model = await modelOf(visit, tag);
      const error = nameFault(visit, tag, name);
      if (error) return sendPage(response, tagPage(visit, { ...model, name, error }));
      const other = model.others.find((each) => each.tag === name);
      if (other && joins === undefined) {
        return sendPage(response, tagPage(visit, { ...model, name, joins: other }));
      }
    }
    const { memories, isAll } = await readTagged(visit.memory, tag);
    const outcome = await changeTags(visit.memory, memories, (tags) =>
      tags.flatMap((each) => (each === tag ? (isRename ? [name] : []) : [each])),
    );
    tell(request, tagToast(visit, { tag, name: isRename ? name : undefined, outcome, isAll }));
  } catch (error) {
    if (!(error instanceof ServiceError) || !isPassing(error)) throw error;
    const problem = reasonOf(visit, error);
    return sendPage(response, tagPage(visit, { tag, name, problem, count: 0, others: [] }));
  }
  await saveSession(request);
  response.redirect(303, '/memories/tags');
}

async function modelOf(visit: ConnectedVisit, tag: string): Promise<TagModel> {
  const { tags } = await visit.memory.call('list_tags', {});
  return {
    tag,
    count: tags.find((each) => each.tag === tag)?.count ?? 0,
    others: tags.filter((each) => each.tag !== tag),
  };
}

function nameFault({ text }: ConnectedVisit, tag: string, name: string): string | undefined {
  const { tags } = text.memories;
  if (name === '') return tags.missing;
  if (name === tag) return tags.same;
  return name.length > longestTag ? tags.tooLong(longestTag) : undefined;
}
