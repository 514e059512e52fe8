import { allows } from '../../connection/connection.js';
import type { ConnectedVisit } from '../../http/visit.js';
import { EmptyState } from '../../ui/empty-state.js';
import { wordFinder } from '../mark-words.js';
import { MemoryCard } from '../memory-card.js';
import { foldedWords } from '../words.js';
import { ActiveFilters } from './active-filters.js';
import { bulkForm } from './bulk/bulk-bar.js';
import type { ListModel } from './list-model.js';
import { isFiltered, listPath, nextPage, previousPage } from './list-query.js';
import type { ListPage } from './read-list.js';

interface Props {
  readonly visit: ConnectedVisit;
  readonly model: ListModel;
}

/** How many there are, told to those who hear the page whenever it changes; and the filters that hold. */
export function ListStatus({ visit, model }: Props) {
  const { found, query } = model;
  return (
    <>
      <ActiveFilters visit={visit} query={query} />
      <p class="h6 mb-2" id="list-status" role="status">
        {found && statusOf(visit, found)}
      </p>
    </>
  );
}

function statusOf({ text }: ConnectedVisit, { memories, total, isCutShort }: ListPage): string {
  const { list } = text.memories;
  if (total) return list.total(total.count, total.isEstimate);
  return [list.shown(memories.length), ...(isCutShort ? [list.cutShort] : [])].join(' ');
}

/** The memories of the page, and the ways on. */
export function Results({ visit, model }: Props) {
  const { found, query, names, ownerName } = model;
  if (found === undefined) return <Wrong visit={visit} model={model} />;
  const { memories } = found;
  const isOwn = query.of === undefined;
  const words = foldedWords(query.words);
  const find = words.length > 0 ? wordFinder(words) : undefined;
  const mayWrite = isOwn && allows(visit.connection, 'memories:write');
  return (
    <>
      {memories.length === 0 ? (
        <Nothing visit={visit} model={model} found={found} />
      ) : (
        <ol class="list-unstyled mb-0" id="cards">
          {memories.map((memory, index) => (
            <li>
              <MemoryCard
                visit={visit}
                memory={memory}
                isOwn={isOwn}
                names={names}
                ownerName={ownerName}
                find={find}
                neighbour={(memories[index - 1] ?? memories[index + 1])?.id}
                {...(mayWrite && { selection: { form: bulkForm } })}
              />
            </li>
          ))}
        </ol>
      )}
      <Paging visit={visit} model={model} found={found} />
    </>
  );
}

/** Why nothing was read: where scripts run, the form itself stays as it is. */
function Wrong({ visit, model }: Props) {
  const { list } = visit.text.memories;
  const { errors } = model;
  const isBad = errors.from === 'bad' || errors.to === 'bad';
  return (
    <p class="alert alert-warning" role="alert">
      {isBad ? list.badDate : list.turnedAround}
    </p>
  );
}

function Paging({ visit, model, found }: Props & { readonly found: ListPage }) {
  const { list } = visit.text.memories;
  const { query } = model;
  const previous = previousPage(query);
  const { next, isCutShort } = found;
  if (previous === undefined && next === undefined) return null;
  const further = isCutShort ? list.lookFurther : list.next;
  const back = previous?.cursor === undefined ? list.first : list.previous;
  return (
    <nav class="d-flex flex-wrap align-items-center gap-2 mt-3" aria-label={list.pages}>
      {previous && (
        <a class="btn btn-outline-secondary" href={listPath(previous)} rel="prev">
          {back}
        </a>
      )}
      <span class="text-body-secondary small">{list.page(query.page)}</span>
      {next !== undefined && (
        <a class="btn btn-outline-primary" href={listPath(nextPage(query, next))} rel="next">
          {further}
        </a>
      )}
    </nav>
  );
}

function Nothing({ visit, model, found }: Props & { readonly found: ListPage }) {
  const { list, others } = visit.text.memories;
  const { query, ownerName } = model;
  const mayWrite = allows(visit.connection, 'memories:write');
  if (found.isCutShort) return <EmptyState title={list.noneFurther} />;
  if (query.cursor !== undefined) return <EmptyState title={list.noMore} text={list.noMoreText} />;
  if (isFiltered(query)) {
    const search = `/search${query.words ? `?${new URLSearchParams({ q: query.words })}` : ''}`;
    return (
      <EmptyState title={list.nothingMatches} text={list.nothingMatchesText}>
        <a class="btn btn-outline-primary" href={search}>
          {list.searchInstead}
        </a>
      </EmptyState>
    );
  }
  if (ownerName !== undefined) {
    return <EmptyState title={others.nothing(ownerName)} text={others.nothingText} />;
  }
  return (
    <EmptyState title={list.nothingYet} text={list.nothingYetText}>
      {mayWrite && (
        <>
          <a class="btn btn-primary me-2" href="/memories/new">
            {list.add}
          </a>
          <a class="btn btn-link" href="/transfer">
            {list.importThem}
          </a>
        </>
      )}
    </EmptyState>
  );
}
