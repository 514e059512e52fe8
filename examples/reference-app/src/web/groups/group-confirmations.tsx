import type { Child } from 'hono/jsx';
import { Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';
import type { SharedMemories } from './shared-memories.js';
import type { VisitedGroup } from './visited-group.js';

/** Asks before a group is deleted, and names what becomes of what is shared with it. */
export function deleteGroupPage(visited: VisitedGroup, shared: SharedMemories): Page {
  const { visit, group } = visited;
  const { groups } = visit.text;
  return confirmation(visited, {
    title: groups.deleteTitle(group.name),
    action: `/groups/${group.id}/delete`,
    yes: groups.delete,
    no: groups.keep,
    children: (
      <ul>
        <li>{groups.deleteMembers(group.member_ids.length)}</li>
        <li>
          {groups.deleteShared(shared.count, shared.isAll)}
          {shared.alone > 0 && ` ${groups.deleteAlone(shared.alone)}`}
        </li>
        <li>{groups.deleteForGood}</li>
      </ul>
    ),
  });
}

/** Asks before a member leaves. */
export function leaveGroupPage(visited: VisitedGroup): Page {
  const { visit, group } = visited;
  const { groups } = visit.text;
  return confirmation(visited, {
    title: groups.leaveTitle(group.name),
    action: `/groups/${group.id}/leave`,
    yes: groups.leave,
    no: groups.stay,
    children: <p>{groups.leaveMeans}</p>,
  });
}

function confirmation(
  { visit, group }: VisitedGroup,
  question: {
    readonly title: string;
    readonly action: string;
    readonly yes: string;
    readonly no: string;
    readonly children: Child;
  },
): Page {
  const { title, action, yes, no, children } = question;
  return {
    title,
    body: (
      <div class="message-page mx-auto" data-dialog-body>
        <h1 class="h4 mb-3 text-break" id="dialog-title">
          {title}
        </h1>
        {children}
        <Form visit={visit} action={action}>
          <button class="btn btn-danger me-2" type="submit">
            {yes}
          </button>
          <a class="btn btn-outline-secondary" href={`/groups/${group.id}`} data-dialog-close>
            {no}
          </a>
        </Form>
      </div>
    ),
  };
}
