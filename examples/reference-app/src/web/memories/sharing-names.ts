import type { ConnectedVisit } from '../http/visit.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { Memory } from '../memory-service/tools.js';
import { peopleOf, personName } from '../people/people.js';

/** What to call the people and groups that memories are shared with, by their ids. */
export type SharingNames = ReadonlyMap<string, string>;

/** People asked for with one page: each is a request of its own. */
const maxPeople = 20;

/** Names of those with whom these memories are shared, as far as they can be had: a list does not fail for want of them. */
export async function sharingNames(
  visit: ConnectedVisit,
  memories: readonly Memory[],
): Promise<SharingNames> {
  const shared = memories.flatMap(({ shared_with }) => shared_with ?? []);
  const users = [...new Set(shared.flatMap(({ user_ids }) => user_ids))].slice(0, maxPeople);
  const hasGroups = shared.some(({ group_ids }) => group_ids.length > 0);
  try {
    const [people, groups] = await Promise.all([
      peopleOf(visit.memory, users),
      hasGroups ? visit.memory.call('list_groups', {}).then((answer) => answer.groups) : [],
    ]);
    return new Map([
      ...people.map((person) => [person.id, personName(visit, person)] as const),
      ...groups.map(({ id, name }) => [id, name] as const),
    ]);
  } catch (error) {
    if (error instanceof ServiceError) return new Map();
    throw error;
  }
}
