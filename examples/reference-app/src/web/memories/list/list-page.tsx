import { allows } from '../../connection/connection.js';
import type { ConnectedVisit } from '../../http/visit.js';
import { Icon } from '../../ui/icon.js';
import type { Page } from '../../ui/page.js';
import { BulkBar } from './bulk/bulk-bar.js';
import { FilterForm } from './filter-form.js';
import type { ListModel } from './list-model.js';
import { ListTabs } from './list-tabs.js';
import { ListStatus, Results } from './results.js';

/** Memories by filters, a page at a time. */
export function listPage(visit: ConnectedVisit, model: ListModel): Page {
  const { list, others } = visit.text.memories;
  const { ownerName, query } = model;
  const isOwn = query.of === undefined;
  const mayWrite = allows(visit.connection, 'memories:write');
  const title = ownerName === undefined ? list.title : others.titleOf(ownerName);
  return {
    title,
    status: Object.keys(model.errors).length > 0 ? 422 : 200,
    scripts: ['lists.js', 'editor.js', 'markdown-toolbar.js'],
    body: (
      <>
        <div class="d-flex flex-wrap align-items-center gap-2 mb-3">
          <h1 class="h3 mb-0 me-auto text-break">{title}</h1>
          {isOwn && mayWrite && (
            <a class="btn btn-primary" href="/memories/new">
              <Icon name="plus-lg" /> {list.add}
            </a>
          )}
        </div>
        <ListTabs visit={visit} here={isOwn ? 'own' : 'others'} />
        {isOwn && !mayWrite && (
          <p class="alert alert-info py-2">
            {list.readOnly} <a href="/connection">{list.allowMore}</a>
          </p>
        )}
        {!isOwn && (
          <p>
            <a href="/memories/others">{others.other}</a>
          </p>
        )}
        <FilterForm visit={visit} model={model} />
        <ListStatus visit={visit} model={model} />
        <div id="results" data-list data-editing={list.editing}>
          {isOwn && mayWrite && model.found !== undefined && model.found.memories.length > 0 && (
            <BulkBar visit={visit} query={query} memories={model.found.memories} />
          )}
          <Results visit={visit} model={model} />
        </div>
      </>
    ),
  };
}
