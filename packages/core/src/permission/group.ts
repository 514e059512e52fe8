import type { GroupId, UserId } from '../ids.js';

/** A set of users that memories can be shared with. Only its owner may change it. */
export interface Group {
  readonly id: GroupId;
  readonly ownerId: UserId;
  readonly name: string;
  readonly description: string | undefined;
  readonly memberIds: readonly UserId[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
