import { scaleLinear } from 'd3-scale';
import { allows } from '../../../connection/connection.js';
import type { ConnectedVisit } from '../../../http/visit.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Icon } from '../../../ui/icon.js';
import type { Page } from '../../../ui/page.js';
import { changedList, listPath, wholeList } from '../list-query.js';
import { ListTabs } from '../list-tabs.js';

interface TagCount {
  readonly tag: string;
  readonly count: number;
}

interface TagsModel {
  /** The most used first. */
  readonly tags: readonly TagCount[];
  /** Whether all are shown. */
  readonly isWhole: boolean;
}

/** More would be no overview. */
const shownAtFirst = 60;

/** What the memories are about: a picture of bars that is a list to whoever reads it. */
export function tagsPage(visit: ConnectedVisit, { tags, isWhole }: TagsModel): Page {
  const { tags: text } = visit.text.memories;
  const shown = isWhole ? tags : tags.slice(0, shownAtFirst);
  // By square root, so that one large tag does not make all the others look alike.
  const widthOf = scaleLinear([0, tags[0]?.count ?? 1], [0, 100]);
  const mayWrite = allows(visit.connection, 'memories:write');
  return {
    title: text.title,
    body: (
      <>
        <h1 class="h3 mb-3">{text.title}</h1>
        <ListTabs visit={visit} here="tags" />
        {tags.length === 0 ? (
          <EmptyState title={text.empty} text={text.emptyText}>
            {mayWrite && (
              <a class="btn btn-primary" href="/memories/new">
                {text.write}
              </a>
            )}
          </EmptyState>
        ) : (
          <>
            <p class="text-body-secondary">{text.lead}</p>
            <ol class="list-unstyled tag-bars" aria-label={text.table}>
              {shown.map(({ tag, count }) => (
                <li class="tag-bar">
                  <a
                    class="tag-name text-break"
                    href={listPath(changedList(wholeList(), { tags: [tag] }))}
                  >
                    {tag}
                  </a>
                  <svg class="tag-picture" width="100%" height="14" aria-hidden="true">
                    <rect width={`${widthOf(count)}%`} height="14" rx="3" />
                  </svg>
                  <span class="tag-count text-body-secondary">{text.count(count)}</span>
                  {mayWrite && (
                    <a
                      class="btn btn-sm btn-link"
                      href={`/memories/tags/edit?${new URLSearchParams({ tag })}`}
                    >
                      <Icon name="pencil" />{' '}
                      <span class="visually-hidden">{text.renameLabel(tag)}</span>
                    </a>
                  )}
                </li>
              ))}
            </ol>
            {shown.length < tags.length && (
              <a class="btn btn-outline-primary" href="/memories/tags?all">
                {text.show(tags.length)}
              </a>
            )}
          </>
        )}
      </>
    ),
  };
}
