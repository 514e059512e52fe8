import { type RequestHandler, Router } from 'express';
import { oauthClientStore } from '../connection/oauth-client-store.js';
import type { Context } from '../context.js';
import { requireConnection } from '../http/guards.js';
import { sendPage } from '../http/send-page.js';
import { type ConnectedVisit, connectedOf } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import { peopleOf } from '../people/people.js';
import type { ActivityEntry } from './activity-entry.js';
import { type ActivityFilter, addressOf, parseFilter } from './activity-filter.js';
import { activityPage } from './activity-page.js';
import { countsByAction, countsByDay, firstDay } from './day-counts.js';

const perPage = 25;

/** What was done in the visitor's name. */
export function activityRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/activity', ...requireConnection(context), async (request, response) => {
    const visit = connectedOf(response);
    const filter = parseFilter(request.query);
    try {
      const [found, ownClientId] = await Promise.all([
        activityOf(visit, filter),
        ownClient(context),
      ]);
      const { entries, next_cursor, counts } = found.wanted;
      const people = await peopleOf(visit.memory, idsOfPeople(entries));
      const page = activityPage(visit, {
        filter,
        entries,
        ownClientId,
        days: countsByDay(counts, visit.now, filter.days),
        actions: countsByAction(counts),
        choices: countsByAction(found.all.counts).map(({ action }) => action),
        nextCursor: next_cursor ?? undefined,
        people: new Map(people.map((person) => [person.id, person])),
      });
      sendPage(response, page);
    } catch (error) {
      // A page that somebody kept for long, or an address that somebody changed.
      const isOldPage =
        error instanceof ServiceError && error.code === 'invalid_input' && filter.cursor;
      if (!isOldPage) throw error;
      response.redirect(303, addressOf({ days: filter.days, action: filter.action }));
    }
  });

  return router;
}

/** What is asked for; and, when that is one kind of thing alone, what else could be. */
async function activityOf({ memory, now }: ConnectedVisit, filter: ActivityFilter) {
  const { days, action, cursor } = filter;
  const since = firstDay(now, days).toISOString();
  const asked = memory.call('get_activity', {
    since,
    limit: perPage,
    ...(action !== undefined && { action }),
    ...(cursor !== undefined && { cursor }),
  });
  const others = action === undefined ? asked : memory.call('get_activity', { since, limit: 1 });
  const [wanted, all] = await Promise.all([asked, others]);
  return { wanted, all };
}

function idsOfPeople(entries: readonly ActivityEntry[]): readonly string[] {
  const ids = entries.flatMap(({ details }) =>
    typeof details.user_id === 'string' ? details.user_id : [],
  );
  return [...new Set(ids)];
}

async function ownClient(context: Context): Promise<string | undefined> {
  const { configuration, database, sealer } = context;
  if (configuration.client !== undefined) return configuration.client.id;
  return (await oauthClientStore(database.pool, sealer).find())?.id;
}
