import { personName } from '../people/people.js';
import { Form } from '../ui/form.js';
import { Icon } from '../ui/icon.js';
import type { Page } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { versionOf } from './change-group.js';
import { GroupFields, type GroupFieldsModel } from './group-fields.js';
import { GroupMembers, type MembersModel } from './group-members.js';
import { mayChange, type VisitedGroup } from './visited-group.js';

export interface GroupModel {
  readonly members: MembersModel;
  /** What is typed about the group, where it differs from what is stored. */
  readonly details?: GroupFieldsModel | undefined;
  /** Why something could not be done, where no field is at fault. */
  readonly problem?: string | undefined;
}

/** One group: its members and what can be done with it, as far as it is the visitor's. */
export function groupPage(visited: VisitedGroup, model: GroupModel, status = 200): Page {
  const { visit, group, isOwner } = visited;
  const { groups } = visit.text;
  return {
    title: group.name,
    status,
    body: (
      <div class="group-page mx-auto">
        <p class="mb-2">
          <a href="/groups">
            <Icon name="arrow-left" /> {groups.back}
          </a>
        </p>
        <h1 class="h3 text-break">{group.name}</h1>
        {group.description && <p class="group-description text-break">{group.description}</p>}
        <p class="small text-body-secondary">
          {isOwner ? groups.ownedByYou : groups.ownedBy(personName(visit, model.members.owner))}{' '}
          {groups.createdAt} <Time visit={visit} at={group.created_at} style="date" />
        </p>
        {!mayChange(visit) && <p class="alert alert-info">{groups.readOnly}</p>}
        {model.problem && (
          <p class="alert alert-danger" role="alert">
            {model.problem}
          </p>
        )}
        {isOwner ? (
          <GroupMembers visited={visited} model={model.members} />
        ) : (
          <p class="alert alert-secondary">{groups.membersHidden}</p>
        )}
        {mayChange(visit) && isOwner && <OwnersPart visited={visited} details={model.details} />}
        {mayChange(visit) && !isOwner && (
          <a class="btn btn-outline-danger" href={`/groups/${group.id}/leave`} data-dialog>
            {groups.leaveLink}
          </a>
        )}
      </div>
    ),
  };
}

function OwnersPart(props: {
  readonly visited: VisitedGroup;
  readonly details: GroupFieldsModel | undefined;
}) {
  const { visit, group } = props.visited;
  const { groups } = visit.text;
  const stored = { name: group.name, description: group.description ?? '' };
  return (
    <>
      <section class="card mb-4" aria-labelledby="group-details">
        <div class="card-body">
          <h2 class="h5 mb-3" id="group-details">
            {groups.details}
          </h2>
          <Form
            visit={visit}
            action={`/groups/${group.id}`}
            fields={{ base_version: versionOf(group) }}
          >
            <GroupFields visit={visit} {...(props.details ?? stored)} />
            <button class="btn btn-primary" type="submit">
              {groups.save}
            </button>
          </Form>
        </div>
      </section>
      <a class="btn btn-outline-danger" href={`/groups/${group.id}/delete`} data-dialog>
        <Icon name="trash" /> {groups.deleteLink}
      </a>
    </>
  );
}
