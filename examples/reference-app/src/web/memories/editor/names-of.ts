import type { ConnectedVisit } from '../../http/visit.js';
import type { Group } from '../../memory-service/tools.js';
import { peopleOf, personName } from '../../people/people.js';

/** What to call people and groups, by their ids; groups that the visitor left have no name. */
export async function namesOf(
  visit: ConnectedVisit,
  userIds: readonly string[],
  groups: readonly Group[],
): Promise<ReadonlyMap<string, string>> {
  const people = await peopleOf(visit.memory, [...new Set(userIds)]);
  return new Map([
    ...people.map((person) => [person.id, personName(visit, person)] as const),
    ...groups.map(({ id, name }) => [id, name] as const),
  ]);
}
