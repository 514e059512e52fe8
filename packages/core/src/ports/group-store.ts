import type { GroupId, UserId } from '../ids.js';
import type { Group } from '../permission/group.js';

/** `taken`: a present or former group has this id; `current` is that group if the new group's owner owns it. */
export type GroupInsertOutcome =
  | { readonly outcome: 'inserted' }
  | { readonly outcome: 'taken'; readonly current: Group | undefined };

/**
 * `conflict`: the group was not last updated at `expectedUpdatedAt`; `current` is the stored group.
 * `not_found`: the owner has no such group.
 */
export type GroupChangeOutcome =
  | { readonly outcome: 'changed'; readonly group: Group }
  | { readonly outcome: 'conflict'; readonly current: Group }
  | { readonly outcome: 'not_found' };

export type GroupRemoveOutcome =
  | { readonly outcome: 'removed' }
  | Exclude<GroupChangeOutcome, { readonly outcome: 'changed' }>;

/** `full`: the group would exceed its maximum number of members; nothing was added. */
export type MembersOutcome =
  | { readonly outcome: 'changed'; readonly group: Group }
  | { readonly outcome: 'full' }
  | { readonly outcome: 'not_found' };

/**
 * Each method is one statement or transaction, so that callers never check first and act later. `updatedAt` increases with each
 * change, so that two changes in the same millisecond can be distinguished.
 */
export interface GroupStore {
  /**
   * Stores a new group. An id is never reused, not even that of a removed group, so that nothing that was shared
   * with a former group is shared with a new one.
   *
   * @throws PicardError `conflict` when the owner already has a group of that name.
   */
  insert(group: Group): Promise<GroupInsertOutcome>;
  /**
   * Changes the owner's group; `undefined` leaves a field, `null` clears it.
   *
   * @throws PicardError `conflict` when the owner already has a group of that name.
   */
  update(
    ownerId: UserId,
    id: GroupId,
    change: {
      readonly name?: string;
      readonly description?: string | null;
      readonly updatedAt: Date;
      readonly expectedUpdatedAt?: Date | undefined;
    },
  ): Promise<GroupChangeOutcome>;
  /** Removes the group, its memberships and every share with it. */
  remove(ownerId: UserId, id: GroupId, expectedUpdatedAt?: Date): Promise<GroupRemoveOutcome>;
  /** The group, if `userId` owns it or is a member of it. */
  find(userId: UserId, id: GroupId): Promise<Group | undefined>;
  /** Groups that the user owns or is a member of, by name and then id. */
  listOf(userId: UserId): Promise<readonly Group[]>;
  /**
   * Adds members; existing members are ignored. A group never gets
   * more than `maxMembers` members, also by concurrent calls.
   */
  addMembers(
    ownerId: UserId,
    id: GroupId,
    userIds: readonly UserId[],
    options: { readonly at: Date; readonly maxMembers: number },
  ): Promise<MembersOutcome>;
  /** Removes members; those absent are ignored. Returns the group, or `undefined` when the owner has no such group. */
  removeMembers(
    ownerId: UserId,
    id: GroupId,
    userIds: readonly UserId[],
    at: Date,
  ): Promise<Group | undefined>;
  /** Ids of the groups that the user is a member of (a group's owner counts as a member). */
  idsOf(userId: UserId): Promise<readonly GroupId[]>;
}
