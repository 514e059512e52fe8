import { allows } from '../connection/connection.js';
import type { ConnectedVisit } from '../http/visit.js';
import type { FoundMemory } from '../memory-service/tools.js';
import type { Person } from '../people/people.js';
import { EmptyState } from '../ui/empty-state.js';
import type { Page } from '../ui/page.js';
import { SearchForm } from './search-form.js';
import { SearchResult } from './search-result.js';
import { counts, isAskable, isNarrowed, type SearchWish, searchPath } from './search-wish.js';
import { termsOf } from './words.js';

export type SearchOutcome =
  | {
      readonly memories: readonly FoundMemory[];
      /** Whose they are, where they are not the visitor's own. */
      readonly people: readonly Person[];
    }
  /** Why there is none, in words. */
  | { readonly problem: string; readonly status: number };

export interface SearchModel {
  readonly wish: SearchWish;
  /** Absent: nothing was asked. */
  readonly outcome: SearchOutcome | undefined;
  /** Of the visitor's memories, the most used first. */
  readonly tags: readonly string[];
}

export function searchPage(visit: ConnectedVisit, model: SearchModel): Page {
  const { search } = visit.text;
  const { wish, outcome, tags } = model;
  const isTooLong = wish.q !== '' && !isAskable(wish);
  const failed = outcome && 'problem' in outcome ? outcome : undefined;
  const problem = failed?.problem;
  return {
    title: wish.q === '' ? search.title : `${wish.q.slice(0, 60)} · ${search.title}`,
    status: isTooLong ? 422 : (failed?.status ?? 200),
    body: (
      <div class="search mx-auto">
        <h1 class="h3 mb-1">{search.title}</h1>
        <p class="text-body-secondary">{search.lead}</p>
        <search>
          <SearchForm
            visit={visit}
            wish={wish}
            tags={tags}
            error={isTooLong ? search.tooLong : undefined}
          />
        </search>
        {/* It stays in its place while what is in it changes, so that the change is read out. */}
        <p id="search-status" class="mb-2" role="status" aria-live="polite">
          {outcome && 'memories' in outcome
            ? search.found(outcome.memories.length, outcome.memories.length === wish.count)
            : ''}
        </p>
        <section id="search-results" aria-labelledby="search-results-title">
          <h2 class="visually-hidden" id="search-results-title">
            {search.results}
          </h2>
          {problem !== undefined && (
            <div class="alert alert-danger" role="alert">
              <strong>{search.failed}</strong> {problem}
            </div>
          )}
          {outcome && 'memories' in outcome && <Results visit={visit} wish={wish} {...outcome} />}
          {outcome === undefined && !isTooLong && <Ideas visit={visit} tags={tags} />}
        </section>
      </div>
    ),
  };
}

function Results(props: {
  readonly visit: ConnectedVisit;
  readonly wish: SearchWish;
  readonly memories: readonly FoundMemory[];
  readonly people: readonly Person[];
}) {
  const { visit, wish, memories, people } = props;
  if (memories.length === 0) return <NothingFound visit={visit} wish={wish} />;
  const terms = termsOf(wish.q);
  const more = counts.find((count) => count > wish.count);
  return (
    <>
      {memories.map((memory) => (
        <SearchResult
          visit={visit}
          memory={memory}
          terms={terms}
          owner={people.find(({ id }) => id === memory.user_id)}
        />
      ))}
      {more !== undefined && memories.length === wish.count && (
        <p class="text-center">
          <a class="btn btn-outline-primary" href={searchPath({ ...wish, count: more })}>
            {visit.text.search.more(more)}
          </a>
        </p>
      )}
    </>
  );
}

function NothingFound({
  visit,
  wish,
}: {
  readonly visit: ConnectedVisit;
  readonly wish: SearchWish;
}) {
  const { search } = visit.text;
  const { q, scope, all } = wish;
  return (
    <EmptyState
      level={3}
      title={search.nothingTitle}
      text={isNarrowed(wish) ? search.nothingNarrowed : search.nothing}
    >
      <div class="d-flex flex-wrap justify-content-center gap-2 mb-3">
        {isNarrowed(wish) && (
          <a class="btn btn-outline-primary" href={searchPath({ q, scope })}>
            {search.clear}
          </a>
        )}
        {!all && (
          <a class="btn btn-outline-primary" href={searchPath({ ...wish, all: true })}>
            {search.showDistant}
          </a>
        )}
        {scope !== 'visible' && (
          <a class="btn btn-outline-primary" href={searchPath({ ...wish, scope: 'visible' })}>
            {search.lookEverywhere}
          </a>
        )}
        {allows(visit.connection, 'memories:write') && (
          <a class="btn btn-outline-primary" href="/memories/new">
            {search.writeOne}
          </a>
        )}
      </div>
      <p class="small text-body-secondary mb-0">{search.nothingYet}</p>
    </EmptyState>
  );
}

function Ideas({
  visit,
  tags,
}: {
  readonly visit: ConnectedVisit;
  readonly tags: readonly string[];
}) {
  const { search } = visit.text;
  return (
    <EmptyState level={3} title={search.firstTitle} text={search.firstHint}>
      <IdeaLinks ideas={search.ideas} />
      {tags.length > 0 && (
        <>
          <p class="text-body-secondary mt-4">{search.tagIdeas}</p>
          <IdeaLinks ideas={tags.slice(0, 8)} />
        </>
      )}
    </EmptyState>
  );
}

function IdeaLinks({ ideas }: { readonly ideas: readonly string[] }) {
  return (
    <ul class="list-inline mb-0">
      {ideas.map((idea) => (
        <li class="list-inline-item mb-2">
          <a class="btn btn-sm btn-outline-secondary text-break" href={searchPath({ q: idea })}>
            {idea}
          </a>
        </li>
      ))}
    </ul>
  );
}
