import { PeopleField, type Person, personName } from '../people/people.js';
import { Form } from '../ui/form.js';
import { mayChange, type VisitedGroup } from './visited-group.js';

export interface MembersModel {
  readonly owner: Person;
  /** Those of this page. */
  readonly shown: readonly Person[];
  /** Counted from 1. */
  readonly page: number;
  readonly pages: number;
  /** Who is about to be added. */
  readonly chosen?: readonly Person[] | undefined;
  readonly typed?: string | undefined;
  readonly error?: string | undefined;
}

/** Where scripts run, this part of the page alone is replaced. */
const inPlace = {
  'hx-select': '#group-members',
  'hx-target': '#group-members',
  'hx-swap': 'outerHTML',
  'hx-disabled-elt': 'find button',
};

/** The members of a group, for its owner. */
export function GroupMembers(props: {
  readonly visited: VisitedGroup;
  readonly model: MembersModel;
}) {
  const { visit, group } = props.visited;
  const { shown, chosen = [], typed, error } = props.model;
  const { groups } = visit.text;
  const count = group.member_ids.length;
  const path = `/groups/${group.id}/members`;
  return (
    <section class="card mb-4" id="group-members" aria-labelledby="members-title">
      <div class="card-body">
        <h2 class="h5" id="members-title" tabindex={-1} autofocus={visit.isPartial && !error}>
          {groups.members}
        </h2>
        <p class="text-body-secondary">
          {count === 0 ? groups.noMembers : groups.membersOf(count)}
        </p>
        {shown.length > 0 && (
          <ul class="list-group list-group-flush mb-3">
            {shown.map((person) => (
              <li class="list-group-item px-0 d-flex align-items-center gap-3">
                <span class="text-break me-auto">{personName(visit, person)}</span>
                {mayChange(visit) && (
                  <Form
                    visit={visit}
                    action={`${path}/remove`}
                    fields={{ member: person.id }}
                    extra={{ 'hx-post': `${path}/remove`, ...inPlace }}
                  >
                    <button
                      class="btn btn-sm btn-outline-secondary"
                      type="submit"
                      aria-label={groups.removeWhom(personName(visit, person))}
                    >
                      {groups.remove}
                    </button>
                  </Form>
                )}
              </li>
            ))}
          </ul>
        )}
        {props.model.pages > 1 && <MemberPages {...props} />}
        {mayChange(visit) && (
          <Form visit={visit} action={path} extra={{ 'hx-post': path, ...inPlace }}>
            <PeopleField
              {...{ visit, chosen, typed, error }}
              name="members"
              label={groups.addMembers}
            />
            <button class="btn btn-primary" type="submit">
              {groups.add}
            </button>
          </Form>
        )}
      </div>
    </section>
  );
}

function MemberPages(props: { readonly visited: VisitedGroup; readonly model: MembersModel }) {
  const { visit, group } = props.visited;
  const { page, pages } = props.model;
  const { groups } = visit.text;
  return (
    <nav class="d-flex align-items-center gap-3 mb-3" aria-label={groups.pages}>
      {page > 1 && <a href={`/groups/${group.id}?page=${page - 1}`}>{groups.previous}</a>}
      <span>{groups.pageOf(page, pages)}</span>
      {page < pages && <a href={`/groups/${group.id}?page=${page + 1}`}>{groups.next}</a>}
    </nav>
  );
}
