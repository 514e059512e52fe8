import type { GroupId, UserId } from '@picard-mcp/core';
import type { SharedWith } from '@picard-mcp/core/ports';

/** One user or group that a memory is shared with, as `memory_shares` stores it. */
export interface Grantee {
  readonly kind: 'user' | 'group';
  readonly granteeId: UserId | GroupId;
}

/** Those that a memory is shared with, each once and in order, as reading it again would give them. */
export function eachOnce({ userIds, groupIds }: SharedWith): SharedWith {
  return { userIds: [...new Set(userIds)].sort(), groupIds: [...new Set(groupIds)].sort() };
}

export function grantees(sharedWith: SharedWith): readonly Grantee[] {
  const { userIds, groupIds } = eachOnce(sharedWith);
  return [
    ...userIds.map((granteeId) => ({ kind: 'user' as const, granteeId })),
    ...groupIds.map((granteeId) => ({ kind: 'group' as const, granteeId })),
  ];
}
