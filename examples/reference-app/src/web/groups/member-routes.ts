import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context.js';
import { parseForm } from '../http/forms.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { saveSession } from '../http/sessions.js';
import { tell } from '../http/toast.js';
import { peopleOf, personName } from '../people/people.js';
import { groupLimits } from './group-forms.js';
import type { MembersModel } from './group-members.js';
import { type GroupModel, groupPage } from './group-page.js';
import { typedMembers } from './typed-members.js';
import { ownedGroup, type VisitedGroup } from './visited-group.js';

const perPage = 50;
const removal = z.object({ member: z.uuid() });

/** Adding members to a group of the visitor's, and removing them. */
export function memberRoutes(context: Context): RequestHandler {
  const router = Router();
  const mayWrite = requireConnection(context, 'memories:write');

  router.post('/groups/:id/members', ...mayWrite, async (request, response) => {
    const visited = await ownedGroup(String(request.params.id), response);
    const { visit, group } = visited;
    const { groups } = visit.text;
    const { people, typed, error } = await typedMembers(visit, request);
    const fresh = people.filter(({ id }) => !group.member_ids.includes(id));
    const isTooMany = group.member_ids.length + fresh.length > groupLimits.members;
    const problem =
      error ??
      (people.length === 0 ? groups.nobodyTyped : undefined) ??
      (isTooMany ? groups.tooManyMembers : undefined);
    if (problem !== undefined) {
      const members = { chosen: people, typed, error: problem };
      return showGroup(request, response, visited, { members, status: 422 });
    }
    if (fresh.length > 0) {
      await visit.memory.call('add_group_members', {
        group_id: group.id,
        user_ids: fresh.map(({ id }) => id),
      });
    }
    const message =
      fresh.length === 0
        ? groups.alreadyMembers
        : groups.added(fresh.map((person) => personName(visit, person)));
    tell(request, { kind: fresh.length === 0 ? 'info' : 'success', message });
    await saveSession(request);
    response.redirect(303, `/groups/${group.id}`);
  });

  router.post('/groups/:id/members/remove', ...mayWrite, async (request, response) => {
    const { visit, group } = await ownedGroup(String(request.params.id), response);
    const form = parseForm(request, removal);
    // Whoever is gone already, by a second press or in another tab, need not be removed again.
    if ('values' in form && group.member_ids.includes(form.values.member)) {
      const { member } = form.values;
      const [person] = await peopleOf(visit.memory, [member]);
      await visit.memory.call('remove_group_members', { group_id: group.id, user_ids: [member] });
      tell(request, {
        kind: 'success',
        message: visit.text.groups.removed(
          personName(visit, person ?? { id: member, name: undefined }),
        ),
        offer: {
          label: visit.text.layout.undo,
          action: `/groups/${group.id}/members`,
          fields: { members: member },
        },
      });
      await saveSession(request);
    }
    response.redirect(303, `/groups/${group.id}`);
  });

  return router;
}

/** What the page of a group shows besides what is stored. */
interface Shown extends Omit<GroupModel, 'members'> {
  readonly members?: Partial<MembersModel>;
  /** Default: 200. */
  readonly status?: number;
}

/** Sends the page of a group, with the names of the members on the page that is asked for. */
export async function showGroup(
  request: Request,
  response: Response,
  visited: VisitedGroup,
  { members, status, ...model }: Shown = {},
): Promise<void> {
  const stored = await membersOf(visited, request);
  sendPage(response, groupPage(visited, { ...model, members: { ...stored, ...members } }, status));
}

async function membersOf(visited: VisitedGroup, request: Request): Promise<MembersModel> {
  const { visit, group, isOwner } = visited;
  const pages = Math.max(1, Math.ceil(group.member_ids.length / perPage));
  const wanted = Number(request.query.page);
  const page = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), pages) : 1;
  const ids = isOwner ? group.member_ids.slice((page - 1) * perPage, page * perPage) : [];
  const [owner = { id: group.owner_id, name: undefined }, ...shown] = await peopleOf(visit.memory, [
    group.owner_id,
    ...ids,
  ]);
  return { owner, shown, page, pages };
}
