import type { MemoryService } from '../memory-service/memory-service.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { Group } from '../memory-service/tools.js';

/** Name and description of a group. */
export interface GroupDetails {
  readonly name: string;
  readonly description?: string | null;
}

/** Name and description as a form holds them to say what it began with. */
export function versionOf({ name, description }: GroupDetails): string {
  return JSON.stringify([name, description ?? '']);
}

/**
 * Changes name and description, unless somebody else has since the form was shown. Members who came or went are no
 * reason to refuse.
 *
 * @param group as it was read last.
 * @param shown `versionOf` the group in the form.
 * @returns the group as it is now if it was not changed because of somebody else's change.
 * @throws ServiceError `conflict` if another group has the name.
 */
export async function changeGroup(
  memory: MemoryService,
  group: Group,
  change: Required<GroupDetails>,
  shown: string,
): Promise<Group | undefined> {
  // Sent a second time, the form finds its change made.
  if (versionOf(group) === versionOf(change)) return undefined;
  if (versionOf(group) !== shown) return group;
  try {
    const input = { ...change, group_id: group.id, expected_updated_at: group.updated_at };
    await memory.call('update_group', input);
    return undefined;
  } catch (error) {
    const saved = savedGroup(error);
    if (!saved) throw error;
    return changeGroup(memory, saved, change, shown);
  }
}

/** The group as it is, if an error is a conflict about its content. */
export function savedGroup(error: unknown): Group | undefined {
  const isConflict = error instanceof ServiceError && error.code === 'conflict';
  return isConflict ? (error.details.current as Group | undefined) : undefined;
}
