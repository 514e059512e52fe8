import type { ConnectedVisit } from '../../http/visit.js';
import type { Persona } from '../../memory-service/tools.js';
import { findPeople, type Person, peopleOf, usernamesIn } from '../../people/people.js';
import type { Whom } from './ask-form.js';

/** Who can be asked, and who is to answer. */
export interface Choice {
  /** Whose personas these are; absent: the visitor's own. */
  readonly person: Person | undefined;
  /** The default one first; nobody else's private ones. */
  readonly personas: readonly Persona[];
  /** The one that is to answer; absent where there is none. */
  readonly chosen: Persona | undefined;
  /** A username that cannot be asked, as it was typed, and why. */
  readonly unknown?: { readonly typed: string; readonly reason: string };
}

/** Finds the personas of whoever is named: by username, if one was typed, or by id. */
export async function choosePersona(
  visit: ConnectedVisit,
  { user, persona, add_person: typed = '' }: Whom,
): Promise<Choice> {
  if (usernamesIn(typed).length === 0) return ofUser(visit, user, persona);
  const { questions } = visit.text;
  const { found, unknown } = await findPeople(visit.memory, typed);
  const [person] = found;
  if (person !== undefined && found.length + unknown.length === 1) {
    return ofUser(visit, person.id, persona);
  }
  const isOne = found.length + unknown.length === 1;
  const reason = isOne ? questions.nobody(unknown[0] ?? typed) : questions.onePerson;
  return { ...(await ofUser(visit, user, persona)), unknown: { typed, reason } };
}

async function ofUser(
  { memory, connection }: ConnectedVisit,
  userId: string | undefined,
  personaId: string | undefined,
): Promise<Choice> {
  const isOwn = userId === undefined || userId === connection.memoryUserId;
  const { personas } = await memory.call('list_personas', isOwn ? {} : { user_id: userId });
  // The visitor may also be named by an id that this application did not know as theirs.
  const isOther = !isOwn && personas.every(({ permission }) => permission === undefined);
  const [person] = isOther ? await peopleOf(memory, [userId]) : [];
  const chosen = personas.find(({ id }) => id === personaId) ?? personas[0];
  return { person, personas, chosen };
}
