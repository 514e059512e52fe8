import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { parseForm } from '../http/forms.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { type ConnectedVisit, connectedOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { Group } from '../memory-service/tools.js';
import { ownIdOf } from '../people/own-id.js';
import { peopleOf } from '../people/people.js';
import { changeGroup } from './change-group.js';
import { deleteGroupPage, leaveGroupPage } from './group-confirmations.js';
import { groupForm, shownVersion } from './group-forms.js';
import { groupsPage } from './groups-page.js';
import { memberRoutes, showGroup } from './member-routes.js';
import { newGroupRoutes } from './new-group-routes.js';
import { memoriesSharedWith } from './shared-memories.js';
import { ownedGroup, visitedGroup } from './visited-group.js';

/** Groups of people to share memories with. */
export function groupRoutes(context: Context): RequestHandler {
  const router = Router();
  const mayRead = requireConnection(context);
  const mayWrite = requireConnection(context, 'memories:write');

  router.get('/groups', ...mayRead, async (_request, response) => {
    const visit = connectedOf(response);
    const [{ groups }, ownId] = await Promise.all([
      visit.memory.call('list_groups', {}),
      ownIdOf(visit),
    ]);
    sendPage(response, groupsPage(visit, await sorted(visit, groups, ownId)));
  });

  router.use(newGroupRoutes(context));

  router.get('/groups/:id', ...mayRead, async (request, response) => {
    const visited = await visitedGroup(String(request.params.id), response);
    await showGroup(request, response, visited);
  });

  router.post('/groups/:id', ...mayWrite, async (request, response) => {
    const visited = await ownedGroup(String(request.params.id), response);
    const { visit, group } = visited;
    const { groups } = visit.text;
    const form = parseForm(request, groupForm(visit.text));
    if ('errors' in form) {
      const { name = '', description = '' } = form.typed;
      const details = { name, description, errors: form.errors };
      return showGroup(request, response, visited, { details, status: 422 });
    }
    const { name, description } = form.values;
    try {
      const change = { name, description: description === '' ? null : description };
      const { base_version: shown } = shownVersion.parse(request.body ?? {});
      const saved = await changeGroup(visit.memory, group, change, shown);
      if (saved) {
        const refusal = { details: form.values, problem: groups.changedElsewhere, status: 409 };
        return showGroup(request, response, { ...visited, group: saved }, refusal);
      }
    } catch (error) {
      const isTaken = error instanceof ServiceError && error.code === 'conflict';
      if (!isTaken) throw error;
      const details = { name, description, errors: { name: groups.nameTaken } };
      return showGroup(request, response, visited, { details, status: 422 });
    }
    tell(request, { kind: 'success', message: groups.saved });
    await saveSession(request);
    response.redirect(303, `/groups/${group.id}`);
  });

  router.use(memberRoutes(context));

  router.get('/groups/:id/delete', ...mayWrite, async (request, response) => {
    const visited = await ownedGroup(String(request.params.id), response);
    const shared = await memoriesSharedWith(visited.visit.memory, visited.group.id);
    sendPage(response, deleteGroupPage(visited, shared));
  });

  router.post('/groups/:id/delete', ...mayWrite, async (request, response) => {
    const { visit, group } = await ownedGroup(String(request.params.id), response);
    await visit.memory.call('delete_group', { group_id: group.id });
    tell(request, { kind: 'success', message: visit.text.groups.deleted(group.name) });
    await saveSession(request);
    response.redirect(303, '/groups');
  });

  router.get('/groups/:id/leave', ...mayWrite, async (request, response) => {
    const visited = await visitedGroup(String(request.params.id), response);
    if (visited.isOwner) return response.redirect(303, `/groups/${visited.group.id}`);
    sendPage(response, leaveGroupPage(visited));
  });

  router.post('/groups/:id/leave', ...mayWrite, async (request, response) => {
    const { visit, group, ownId } = await visitedGroup(String(request.params.id), response);
    await visit.memory.call('remove_group_members', { group_id: group.id, user_ids: [ownId] });
    tell(request, { kind: 'success', message: visit.text.groups.left(group.name) });
    await saveSession(request);
    response.redirect(303, '/groups');
  });

  return router;
}

/** The visitor's own groups, and the others with who owns them. */
async function sorted(visit: ConnectedVisit, groups: readonly Group[], ownId: string) {
  const own = groups.filter(({ owner_id }) => owner_id === ownId);
  const others = groups.filter(({ owner_id }) => owner_id !== ownId);
  const owners = await peopleOf(
    visit.memory,
    others.map(({ owner_id }) => owner_id),
  );
  return {
    own,
    others: others.map((group, index) => ({
      group,
      owner: owners[index] ?? { id: group.owner_id, name: undefined },
    })),
  };
}
