import type { ConnectedVisit } from '../http/visit.js';
import { PeopleField, type Person } from '../people/people.js';
import { Form } from '../ui/form.js';
import type { Page } from '../ui/page.js';
import { GroupFields, type GroupFieldsModel } from './group-fields.js';

export interface NewGroupModel extends GroupFieldsModel {
  /** Of the group that the form makes. */
  readonly id: string;
  readonly chosen: readonly Person[];
  /** Usernames that could not be found. */
  readonly typed: string;
  /** Why the group could not be made, where no field is at fault. */
  readonly problem?: string | undefined;
}

export function newGroupPage(visit: ConnectedVisit, model: NewGroupModel, status = 200): Page {
  const { groups, layout } = visit.text;
  const { id, chosen, typed, problem, errors = {} } = model;
  return {
    title: groups.newTitle,
    status,
    body: (
      <div class="message-page mx-auto">
        <h1 class="h3 mb-3">{groups.newTitle}</h1>
        {problem && (
          <p class="alert alert-danger" role="alert">
            {problem}
          </p>
        )}
        <Form visit={visit} action="/groups" fields={{ id }}>
          <GroupFields visit={visit} {...model} />
          <PeopleField
            {...{ visit, chosen, typed }}
            name="members"
            label={groups.addMembers}
            error={errors.add_members}
          />
          <button class="btn btn-primary me-2" type="submit">
            {groups.create}
          </button>
          <a class="btn btn-outline-secondary" href="/groups">
            {layout.cancel}
          </a>
        </Form>
      </div>
    ),
  };
}
