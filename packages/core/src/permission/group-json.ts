import type { Group } from './group.js';

/** A group as every wire carries it. */
export function groupToJson(group: Group) {
  return {
    id: group.id as string,
    owner_id: group.ownerId as string,
    name: group.name,
    description: group.description ?? null,
    member_ids: [...group.memberIds] as string[],
    created_at: group.createdAt.toISOString(),
    updated_at: group.updatedAt.toISOString(),
  };
}
