import type { GroupId, UserId } from '../ids.js';
import type { Group } from '../permission/group.js';

/** One statement or transaction per method: no caller checks first and acts later. */
export interface GroupStore {
  /** @throws PicardError `conflict` when the owner already has a group of that name. */
  insert(group: Group): Promise<void>;
  /**
   * Changes the owner's group; `undefined` leaves a field, `null` clears it.
   * Answers the group, or `undefined` when the owner has no such group.
   */
  update(
    ownerId: UserId,
    id: GroupId,
    change: {
      readonly name?: string;
      readonly description?: string | null;
      readonly updatedAt: Date;
    },
  ): Promise<Group | undefined>;
  /** Removes the group, its memberships and every share with it. False when the owner has no such group. */
  remove(ownerId: UserId, id: GroupId): Promise<boolean>;
  /** The group, if `userId` owns it or is a member of it. */
  find(userId: UserId, id: GroupId): Promise<Group | undefined>;
  /** Groups that the user owns or is a member of, by name and then id. */
  listOf(userId: UserId): Promise<readonly Group[]>;
  /** Adds members; those present already stay. Answers the group, or `undefined` when the owner has no such group. */
  addMembers(
    ownerId: UserId,
    id: GroupId,
    userIds: readonly UserId[],
    at: Date,
  ): Promise<Group | undefined>;
  /** Removes members; those absent are ignored. Same answer as `addMembers`. */
  removeMembers(
    ownerId: UserId,
    id: GroupId,
    userIds: readonly UserId[],
    at: Date,
  ): Promise<Group | undefined>;
  /** Ids of the groups that the user is a member of (a group's owner counts as a member). */
  idsOf(userId: UserId): Promise<readonly GroupId[]>;
}
