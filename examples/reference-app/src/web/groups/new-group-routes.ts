import { randomUUID } from 'node:crypto';
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
import { ownIdOf } from '../people/own-id.js';
import { savedGroup } from './change-group.js';
import { groupForm, newGroupId } from './group-forms.js';
import { showGroup } from './member-routes.js';
import { type NewGroupModel, newGroupPage } from './new-group-page.js';
import { typedMembers } from './typed-members.js';

/** Making a group, with its first members. */
export function newGroupRoutes(context: Context): RequestHandler {
  const router = Router();
  const mayWrite = requireConnection(context, 'memories:write');

  router.get('/groups/new', ...mayWrite, (_request, response) => {
    const model = { id: randomUUID(), name: '', description: '', chosen: [], typed: '' };
    sendPage(response, newGroupPage(connectedOf(response), model));
  });

  router.post('/groups', ...mayWrite, async (request, response) => {
    const visit = connectedOf(response);
    const { groups } = visit.text;
    const { id } = newGroupId.parse(request.body ?? {});
    const form = parseForm(request, groupForm(visit.text));
    const members = await typedMembers(visit, request);
    const { name = '', description = '' } = 'errors' in form ? form.typed : form.values;
    const refuse = (refusal: Partial<NewGroupModel>) => {
      const { typed, people: chosen } = members;
      const model = { id, name, description, typed, chosen, ...refusal };
      sendPage(response, newGroupPage(visit, model, 422));
    };
    if ('errors' in form || members.error !== undefined) {
      const errors = 'errors' in form ? form.errors : {};
      return refuse({
        errors: { ...errors, ...(members.error && { add_members: members.error }) },
      });
    }
    try {
      await visit.memory.call('create_group', {
        id,
        name,
        member_ids: members.people.map((person) => person.id),
        ...(description !== '' && { description }),
      });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const group = savedGroup(error);
      if (group) {
        const visited = { visit, group, ownId: await ownIdOf(visit), isOwner: true };
        return showGroup(request, response, visited, {
          members: { chosen: members.people },
          details: form.values,
          problem: groups.alreadyCreated,
          status: 409,
        });
      }
      if (error.code === 'conflict' && error.details.field === 'id') {
        return refuse({ id: randomUUID(), problem: groups.createdAndDeleted });
      }
      if (error.code === 'conflict') return refuse({ errors: { name: groups.nameTaken } });
      if (isPassing(error) || error.code === 'disconnected') throw error;
      return refuse({ problem: reasonOf(visit, error) });
    }
    tell(request, { kind: 'success', message: groups.created(name) });
    await saveSession(request);
    response.redirect(303, `/groups/${id}`);
  });

  return router;
}
