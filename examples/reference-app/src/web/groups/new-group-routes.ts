import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { reasonOf } from '../http/failure-pages.js';
import { parseForm } from '../http/forms.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { connectedOf } from '../http/visit.js';
import { isPassing, ServiceError } from '../memory-service/service-error.js';
import { groupForm } from './group-forms.js';
import { emptyGroup, newGroupPage } from './new-group-page.js';
import { type TypedMembers, typedMembers } from './typed-members.js';

/** Making a group, with its first members. */
export function newGroupRoutes(context: Context): RequestHandler {
  const router = Router();
  const mayWrite = requireConnection(context, 'memories:write');

  router.get('/groups/new', ...mayWrite, (_request, response) => {
    sendPage(response, newGroupPage(connectedOf(response), emptyGroup));
  });

  router.post('/groups', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const { groups } = visit.text;
    const form = parseForm(request, groupForm(visit.text));
    const { name = '', description = '' } = 'errors' in form ? form.typed : form.values;
    const refuse = (
      errors: Readonly<Record<string, string>>,
      members: TypedMembers,
      problem?: string,
    ) => {
      const page = newGroupPage(
        visit,
        {
          ...{ name, description, typed: members.typed, chosen: members.people },
          errors: { ...errors, ...(members.error && { add_members: members.error }) },
          problem,
        },
        422,
      );
      sendPage(response, page);
    };

    const members = await typedMembers(visit, request);
    if ('errors' in form || members.error !== undefined) {
      return refuse('errors' in form ? form.errors : {}, members);
    }
    try {
      const group = await visit.memory.call('create_group', {
        name,
        ...(description !== '' && { description }),
        member_ids: members.people.map(({ id }) => id),
      });
      tell(request, { kind: 'success', message: groups.created(name) });
      await saveSession(request);
      response.redirect(303, `/groups/${group.id}`);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error.code === 'conflict') return refuse({ name: groups.nameTaken }, members);
      if (isPassing(error) || error.code === 'disconnected') throw error;
      refuse({}, members, reasonOf(visit, error));
    }
  });

  return router;
}
