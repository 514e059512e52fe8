import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { reasonOf } from '../http/failure-pages.js';
import { parseForm } from '../http/forms.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { type ConnectedVisit, connectedOf } from '../http/visit.js';
import { isPassing, ServiceError } from '../memory-service/service-error.js';
import type { Group } from '../memory-service/tools.js';
import { ownIdOf } from '../people/own-id.js';
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
      if (error.code === 'conflict') {
        const same = await sameGroup(visit, form.values, members);
        if (same) return response.redirect(303, `/groups/${same.id}`);
        return refuse({ name: groups.nameTaken }, members);
      }
      if (isPassing(error) || error.code === 'disconnected') throw error;
      refuse({}, members, reasonOf(visit, error));
    }
  });

  return router;
}

/** The visitor's group that is just what was asked for: a second press, or an answer that never came, made it. */
async function sameGroup(
  visit: ConnectedVisit,
  { name, description }: { readonly name: string; readonly description: string },
  { people }: TypedMembers,
): Promise<Group | undefined> {
  const [{ groups }, ownId] = await Promise.all([
    visit.memory.call('list_groups', {}),
    ownIdOf(visit),
  ]);
  return groups.find(
    (group) =>
      group.owner_id === ownId &&
      group.name === name &&
      (group.description ?? '') === description &&
      isSameMembers(
        group.member_ids.filter((id) => id !== ownId),
        people.map(({ id }) => id),
      ),
  );
}

function isSameMembers(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
