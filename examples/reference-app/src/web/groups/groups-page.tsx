import type { ConnectedVisit } from '../http/visit.js';
import type { Group } from '../memory-service/tools.js';
import { type Person, personName } from '../people/people.js';
import { EmptyState } from '../ui/empty-state.js';
import { Icon } from '../ui/icon.js';
import type { Page } from '../ui/page.js';
import { mayChange } from './visited-group.js';

export interface GroupsModel {
  readonly own: readonly Group[];
  readonly others: readonly { readonly group: Group; readonly owner: Person }[];
}

/** The groups that the visitor owns, and those that they belong to. */
export function groupsPage(visit: ConnectedVisit, { own, others }: GroupsModel): Page {
  const { groups } = visit.text;
  const isEmpty = own.length + others.length === 0;
  return {
    title: groups.title,
    body: (
      <>
        <div class="d-flex flex-wrap align-items-center gap-2 mb-2">
          <h1 class="h3 mb-0 me-auto">{groups.title}</h1>
          {mayChange(visit) && !isEmpty && (
            <a class="btn btn-primary" href="/groups/new">
              <Icon name="plus-lg" /> {groups.newGroup}
            </a>
          )}
        </div>
        <p class="text-body-secondary">{groups.lead}</p>
        {!mayChange(visit) && <p class="alert alert-info">{groups.readOnly}</p>}
        {isEmpty ? <NoGroups visit={visit} /> : <GroupLists visit={visit} {...{ own, others }} />}
      </>
    ),
  };
}

function NoGroups({ visit }: { readonly visit: ConnectedVisit }) {
  const { groups } = visit.text;
  return (
    <EmptyState title={groups.emptyTitle} text={groups.empty}>
      {mayChange(visit) && (
        <a class="btn btn-primary" href="/groups/new">
          {groups.createFirst}
        </a>
      )}
    </EmptyState>
  );
}

function GroupLists({ visit, own, others }: GroupsModel & { readonly visit: ConnectedVisit }) {
  const { groups } = visit.text;
  return (
    <>
      <section aria-labelledby="own-groups" class="mb-4">
        <h2 class="h5" id="own-groups">
          {groups.own}
        </h2>
        {own.length === 0 ? (
          <p>{groups.emptyOwn}</p>
        ) : (
          <ul class="list-group">
            {own.map((group) => (
              <GroupItem group={group} note={groups.memberCount(group.member_ids.length)} />
            ))}
          </ul>
        )}
      </section>
      {others.length > 0 && (
        <section aria-labelledby="other-groups">
          <h2 class="h5" id="other-groups">
            {groups.others}
          </h2>
          <ul class="list-group">
            {others.map(({ group, owner }) => (
              <GroupItem group={group} note={groups.of(personName(visit, owner))} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function GroupItem({ group, note }: { readonly group: Group; readonly note: string }) {
  return (
    <li class="list-group-item py-3 position-relative">
      <div class="d-flex flex-wrap column-gap-3 align-items-baseline">
        <a class="fw-semibold text-break stretched-link me-auto" href={`/groups/${group.id}`}>
          {group.name}
        </a>
        <span class="small text-body-secondary">{note}</span>
      </div>
      {group.description && (
        <p class="group-description text-break text-body-secondary mb-0">{group.description}</p>
      )}
    </li>
  );
}
