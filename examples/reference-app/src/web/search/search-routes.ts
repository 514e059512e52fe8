import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.js';
import { reasonOf, statusOf } from '../http/failure-pages.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { type ConnectedVisit, connectedOf } from '../http/visit.js';
import { visitorLeft } from '../http/visitor-left.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { FoundMemory } from '../memory-service/tools.js';
import { type Person, peopleOf } from '../people/people.js';
import { type SearchOutcome, searchPage } from './search-page.js';
import { isAskable, queryOf, type SearchWish, searchWish } from './search-wish.js';

/** Finding memories by what they mean: `/search`. The question stands in the address, as in any search. */
export function searchRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/search', ...requireConnection(context), async (request, response) => {
    const visit = connectedOf(response);
    const wish = searchWish(request);
    const left = visitorLeft(response);
    // While somebody types, only the results are replaced.
    const isWhole = !visit.isPartial || request.headers['hx-history-restore-request'] === 'true';
    const [outcome, tags] = await Promise.all([
      isAskable(wish) ? search(visit, wish, left) : undefined,
      isWhole ? knownTags(visit, left) : [],
    ]);
    sendPage(response, searchPage(visit, { wish, outcome, tags }));
  });

  return router;
}

async function search(
  visit: ConnectedVisit,
  wish: SearchWish,
  signal: AbortSignal,
): Promise<SearchOutcome> {
  try {
    const { memories } = await visit.memory.call('query_memory', queryOf(wish, visit), { signal });
    return { memories, people: await ownersOf(visit, memories) };
  } catch (error) {
    // In a page that is already there a toast says it, and what was found before stays.
    const isElsewhere = visit.isPartial || !(error instanceof ServiceError);
    if (isElsewhere || error.code === 'disconnected') throw error;
    return { problem: reasonOf(visit, error), status: statusOf(error) };
  }
}

/** Whose the memories are that are not the visitor's own. */
async function ownersOf(
  { memory, connection }: ConnectedVisit,
  found: readonly FoundMemory[],
): Promise<readonly Person[]> {
  const ids = [...new Set(found.map(({ user_id }) => user_id))];
  if (ids.length === 0) return [];
  const own = connection.memoryUserId ?? (await memory.call('get_profile', {})).id;
  return peopleOf(
    memory,
    ids.filter((id) => id !== own),
  );
}

/** To choose from. The page serves without. */
async function knownTags({ memory }: ConnectedVisit, signal: AbortSignal) {
  try {
    const { tags } = await memory.call('list_tags', {}, { signal });
    return tags.map(({ tag }) => tag);
  } catch (error) {
    if (error instanceof ServiceError && error.code !== 'disconnected') return [];
    throw error;
  }
}
