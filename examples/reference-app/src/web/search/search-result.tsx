import type { ConnectedVisit } from '../http/visit.js';
import { MemoryCard } from '../memories/memory-card.js';
import type { FoundMemory } from '../memory-service/tools.js';
import { type Person, personName } from '../people/people.js';
import { Excerpt } from './excerpt.js';
import { termFinder } from './term-finder.js';
import { whyFound } from './why-found.js';
import type { Terms } from './words.js';

/** A memory that was found, and why. */
export function SearchResult(props: {
  readonly visit: ConnectedVisit;
  readonly memory: FoundMemory;
  readonly terms: Terms;
  /** Whose it is, if not the visitor's own. */
  readonly owner: Person | undefined;
}) {
  const { visit, memory, terms, owner } = props;
  const { search } = visit.text;
  const { nearness, score, words, tags, category } = whyFound(memory, terms);
  return (
    <MemoryCard
      visit={visit}
      memory={memory}
      find={termFinder(terms)}
      isOwn={owner === undefined}
      ownerName={owner && personName(visit, owner)}
    >
      <div class="why-found border-top mt-3 pt-2 small">
        <span class="visually-hidden">{search.why}</span>
        <Excerpt text={memory.text} terms={terms} />
        <p class="d-flex flex-wrap align-items-center gap-2 mb-1">
          <strong>{search.nearness[nearness]}</strong>
          <meter
            min="0"
            max="1"
            value={Math.max(0, score).toFixed(3)}
            aria-label={search.meter}
            title={search.scoreTitle}
          ></meter>
          <span title={search.scoreTitle}>{scoreText(visit, score)}</span>
        </p>
        <ul class="list-unstyled mb-0">
          {owner && (
            <li>
              <a href={`/personas/ask?user=${owner.id}`}>
                {search.askThem(personName(visit, owner))}
              </a>
            </li>
          )}
          {words.length > 0 && <li>{search.words(words)}</li>}
          {tags.length > 0 && <li>{search.tagsFit(tags)}</li>}
          {category !== undefined && <li>{search.categoryFits(category)}</li>}
          {words.length + tags.length === 0 && category === undefined && (
            <li>{search.byMeaning}</li>
          )}
        </ul>
      </div>
    </MemoryCard>
  );
}

function scoreText({ locale }: Pick<ConnectedVisit, 'locale'>, score: number): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(score);
}
