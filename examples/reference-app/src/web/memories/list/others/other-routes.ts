import { type RequestHandler, Router } from 'express';
import type { Context } from '../../../context.js';
import { requireConnection } from '../../../http/guards.js';
import { sendPage } from '../../../http/send-page.js';
import { type ConnectedVisit, connectedOf } from '../../../http/visit.js';
import { ownIdOf } from '../../../people/own-id.js';
import { findPeople, type Person, peopleOf, personName } from '../../../people/people.js';
import { answerList } from '../answer-list.js';
import { listPath, parseListQuery, wholeList } from '../list-query.js';
import { otherPage } from './other-page.js';

/** People of groups that are named: each is a question to the server. */
const maxKnown = 24;

/** Memories of other people: those that they made public, or share with the visitor. */
export function otherRoutes(context: Context): RequestHandler {
  const router = Router();

  router.get('/memories/others', ...requireConnection(context), async (request, response) => {
    const visit = connectedOf(response);
    const { of } = parseListQuery(request.query, false).query;
    const typed = request.query.add_who;
    if (of === undefined || typeof typed === 'string') {
      const { path, error } = await lookUp(visit, typed);
      if (path !== undefined) return response.redirect(303, path);
      const known = await knownPeople(visit);
      return sendPage(response, otherPage(visit, { known, typed: String(typed ?? ''), error }));
    }
    if (of === (await ownIdOf(visit))) return response.redirect(303, '/memories');
    await answerList(request, response, false, async () => {
      const people = await peopleOf(visit.memory, [of]);
      const ownerName = people.map((each) => personName(visit, each)).join();
      return { names: new Map(), tags: [], categories: [], ownerName };
    });
  });

  return router;
}

/** Where the list of somebody is who was typed, or why there is none. */
async function lookUp(
  { memory, text }: ConnectedVisit,
  typed: unknown,
): Promise<{ readonly path?: string; readonly error?: string }> {
  if (typeof typed !== 'string') return {};
  const { others } = text.memories;
  if (typed.trim() === '') return { error: others.missing };
  const [person] = (await findPeople(memory, typed)).found;
  return person
    ? { path: listPath(wholeList(person.id)) }
    : { error: others.unknown(typed.trim()) };
}

/** Whom the visitor may know: the people of their groups, as far as these show themselves. */
async function knownPeople(visit: ConnectedVisit): Promise<readonly Person[]> {
  const [{ groups }, ownId] = await Promise.all([
    visit.memory.call('list_groups', {}),
    ownIdOf(visit),
  ]);
  const ids = groups.flatMap(({ owner_id, member_ids }) => [owner_id, ...member_ids]);
  const others = [...new Set(ids)].filter((id) => id !== ownId).slice(0, maxKnown);
  return peopleOf(visit.memory, others);
}
