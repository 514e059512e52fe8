import { scaleLinear } from 'd3-scale';
import { allows } from '../../../connection/connection.js';
import type { ConnectedVisit } from '../../../http/visit.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Icon } from '../../../ui/icon.js';
import type { Page } from '../../../ui/page.js';
import { listPath } from '../list-query.js';
import { ListTabs } from '../list-tabs.js';
import { editPath, type Label, type LabelKind, labelText, listOf } from './label.js';

interface LabelsModel {
  /** The most used first, as the categories. */
  readonly tags: readonly Label[];
  readonly categories: readonly Label[];
  /** Whether all are shown. */
  readonly isWhole: boolean;
}

/** More would be no overview. */
const shownAtFirst = 60;

/** What the memories are about: pictures of bars that are lists to whoever reads them. */
export function labelsPage(visit: ConnectedVisit, model: LabelsModel): Page {
  const { tags, categories } = visit.text.memories;
  const isEmpty = model.tags.length + model.categories.length === 0;
  return {
    title: tags.title,
    body: (
      <>
        <h1 class="h3 mb-3">{tags.title}</h1>
        <ListTabs visit={visit} here="tags" />
        {isEmpty && (
          <EmptyState title={tags.empty} text={tags.emptyText}>
            {allows(visit.connection, 'memories:write') && (
              <a class="btn btn-primary" href="/memories/new">
                {tags.write}
              </a>
            )}
          </EmptyState>
        )}
        {model.tags.length > 0 && <Bars visit={visit} kind="tag" model={model} />}
        {model.categories.length > 0 && (
          <>
            <h2 class="h4 mt-4 mb-3">{categories.title}</h2>
            <Bars visit={visit} kind="category" model={model} />
          </>
        )}
      </>
    ),
  };
}

function Bars(props: {
  readonly visit: ConnectedVisit;
  readonly kind: LabelKind;
  readonly model: LabelsModel;
}) {
  const { visit, kind, model } = props;
  const words = labelText(visit, kind);
  const labels = kind === 'tag' ? model.tags : model.categories;
  const shown = model.isWhole ? labels : labels.slice(0, shownAtFirst);
  const widthOf = scaleLinear([0, labels[0]?.count ?? 1], [0, 100]);
  const mayWrite = allows(visit.connection, 'memories:write');
  return (
    <>
      <p class="text-body-secondary">{words.lead}</p>
      <ol class="list-unstyled tag-bars" aria-label={words.table}>
        {shown.map(({ name, count }) => (
          <li class="tag-bar">
            <a class="tag-name text-break" href={listPath(listOf(kind, name))}>
              {name}
            </a>
            <svg class="tag-picture" width="100%" height="14" aria-hidden="true">
              <rect width={`${widthOf(count)}%`} height="14" rx="3" />
            </svg>
            <span class="tag-count text-body-secondary">{words.count(count)}</span>
            {mayWrite && (
              <a class="btn btn-sm btn-link" href={editPath(kind, name)}>
                <Icon name="pencil" />{' '}
                <span class="visually-hidden">{words.renameLabel(name)}</span>
              </a>
            )}
          </li>
        ))}
      </ol>
      {shown.length < labels.length && (
        <a class="btn btn-outline-primary" href="/memories/tags?all">
          {words.show(labels.length)}
        </a>
      )}
    </>
  );
}
