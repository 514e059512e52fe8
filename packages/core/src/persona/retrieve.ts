import { PicardError } from '../errors.js';
import type { UserId } from '../ids.js';
import { limits } from '../limits.js';
import type { Memory } from '../memory/memory.js';
import type { PersonaFilter } from './persona.js';
import type { PersonaContext } from './persona-context.js';

/** A memory that may help to answer a question. */
export interface Candidate {
  readonly memory: Memory;
  /** Cosine similarity to the question; absent where it is not known. */
  readonly score: number | undefined;
}

export interface Retrieval {
  /** Whose memories. */
  readonly ownerId: UserId;
  readonly filter: PersonaFilter;
  readonly prompt: string;
  readonly signal: AbortSignal;
}

/**
 * The memories that the caller may read and the persona may use, those nearest to the question first. All there
 * are, if these are no more than a page; otherwise the best by meaning, and the newest of those that still
 * wait for their embedding and so cannot be found.
 *
 * @throws PicardError `unavailable` when the embedding service fails and there are more than a page: then
 *   nobody knows which are the best.
 */
export async function retrieve(
  { memories, logger }: Pick<PersonaContext, 'memories' | 'logger'>,
  { ownerId, filter, prompt, signal }: Retrieval,
): Promise<readonly Candidate[]> {
  const which = { userId: ownerId, ...given(filter) };
  const [page, search] = await Promise.all([
    memories.list({ ...which, limit: limits.page }),
    memories.query({ ...which, query: prompt, limit: limits.results }, { signal }).then(
      (found) => ({ found, failure: undefined }),
      (failure: unknown) => ({ found: [], failure }),
    ),
  ]);
  const isAll = page.nextCursor === undefined;
  if (search.failure !== undefined) {
    const { failure } = search;
    const isOutage = failure instanceof PicardError && failure.code === 'unavailable';
    if (signal.aborted || !isOutage || !isAll) throw failure;
    logger.warn({ err: failure }, 'a persona answers without a search by meaning');
  }
  const known = new Set(search.found.map(({ id }) => id));
  const rest = page.memories.filter(
    ({ id, embeddingStatus }) => !known.has(id) && (isAll || embeddingStatus === 'pending'),
  );
  return [
    ...search.found.map((memory) => ({ memory, score: memory.score })),
    ...rest.map((memory) => ({ memory, score: undefined })),
  ];
}

/** What a filter names; an absent condition is not to be named at all. */
function given(filter: PersonaFilter): PersonaFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

export interface Budget {
  readonly tokens: number;
  /** Maximum number of memories. */
  readonly limit: number;
  readonly tokensOf: (memory: Memory) => number;
}

/** As many of the candidates as the budget allows, in their order; one that is too large is passed over. */
export function fitting(candidates: readonly Candidate[], budget: Budget): readonly Candidate[] {
  const chosen: Candidate[] = [];
  let left = budget.tokens;
  for (const candidate of candidates) {
    if (chosen.length === budget.limit) break;
    const tokens = budget.tokensOf(candidate.memory);
    if (tokens > left) continue;
    left -= tokens;
    chosen.push(candidate);
  }
  return chosen;
}
