import type { Request } from 'express';
import { parseForm } from '../http/forms.js';
import type { ConnectedVisit } from '../http/visit.js';
import { ownIdOf } from '../people/own-id.js';
import { findPeople, maxTyped, type Person, peopleOf, usernamesIn } from '../people/people.js';
import { membersForm } from './group-forms.js';

/** Whom a form names as members. */
export interface TypedMembers {
  /** Chosen before, or found now; each once. */
  readonly people: readonly Person[];
  /** What is to stay in the field. */
  readonly typed: string;
  /** Why not everybody could be found, in words. */
  readonly error: string | undefined;
}

/** Reads the members that are chosen in a form, and finds those that were typed. */
export async function typedMembers(visit: ConnectedVisit, request: Request): Promise<TypedMembers> {
  const { text, memory } = visit;
  const form = parseForm(request, membersForm);
  const { members, add_members: typed } =
    'errors' in form ? { members: [], add_members: '' } : form.values;
  if (usernamesIn(typed).length > maxTyped) {
    const people = await peopleOf(memory, members);
    return { people, typed, error: text.people.tooMany(maxTyped) };
  }
  const [chosen, { found, unknown }, ownId] = await Promise.all([
    peopleOf(memory, members),
    findPeople(memory, typed),
    ownIdOf(visit),
  ]);
  const all = new Map([...chosen, ...found].map((person) => [person.id, person]));
  const isOneself = all.delete(ownId);
  const error = unknown.length > 0 ? text.people.unknown(unknown) : undefined;
  return {
    people: [...all.values()],
    typed: unknown.join(', '),
    error: error ?? (isOneself && all.size === 0 ? text.groups.addYourself : undefined),
  };
}
