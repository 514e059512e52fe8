import { type RequestHandler, Router } from 'express';
import { allows } from '../connection/connection.js';
import type { Context } from '../context.js';
import { visitOf } from '../http/visit.js';
import { isPassing, ServiceError } from '../memory-service/service-error.js';
import { personName, usernamesIn } from './people.js';

/** The server finds nobody by less. */
const shortest = 3;
const most = 8;

/** Completes usernames while somebody types them: a help, and nothing that a form depends on. */
export function peopleRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/people/suggestions', async (request, response) => {
    const visit = visitOf(response);
    const { user, connection } = visit;
    const typed = typedIn(request.query);
    const wanted = /[^\s,;]*$/.exec(typed)?.[0] ?? '';
    // Whoever is logged out meanwhile hears of it when the form is sent, not in the middle of a word.
    const mayAsk = user && connection && allows(connection, 'memories:read');
    if (!mayAsk || wanted.replace(/^@/, '').length < shortest) {
      return void response.sendStatus(204);
    }
    const before = typed.slice(0, typed.length - wanted.length);
    const taken = usernamesIn(before).map((name) => name.toLowerCase());
    try {
      const { users } = await context
        .memoryServices(user.id)
        .call('find_users', { query: wanted.replace(/^@/, ''), limit: most });
      const offered = users.filter(
        ({ id, username }) =>
          id !== connection.memoryUserId && !taken.includes((username ?? '').toLowerCase()),
      );
      const options = (
        <>
          {offered.map((each) => (
            <option value={`${before}${each.username}`}>
              {personName(visit, {
                id: each.id,
                name: each.name ?? each.username ?? undefined,
                username: each.username ?? undefined,
              })}
            </option>
          ))}
        </>
      );
      response.type('html').send(String(options));
    } catch (error) {
      // A name can be typed in full without the server's help, and sending the form tells what is wrong.
      const isQuiet =
        error instanceof ServiceError &&
        (isPassing(error) || ['invalid_input', 'disconnected'].includes(error.code));
      if (!isQuiet) throw error;
      response.sendStatus(204);
    }
  });

  return router;
}

/** By `query`, or by the field that asks: `add_…`. */
function typedIn(query: Readonly<Record<string, unknown>>): string {
  const [, typed] =
    Object.entries(query).find(([name]) => name === 'query' || name.startsWith('add_')) ?? [];
  return typeof typed === 'string' ? typed.slice(-1_000) : '';
}
