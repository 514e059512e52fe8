import type { GroupId, UserId } from '../ids.js';
import type { Group } from '../permission/group.js';

/** `taken`: the id is, or was, that of a group; `current` is it if `ownerId` of the new group owns it. */
export type GroupInsertOutcome =
  | { readonly outcome: 'inserted' }
  | { readonly outcome: 'taken'; readonly current: Group | undefined };

/**
 * `conflict`: the group was not last updated when the caller expects; `current` is it as it is.
 * `not_found`: the owner has no such group.
 */
export type GroupChangeOutcome =
  | { readonly outcome: 'changed'; readonly group: Group }
  | { readonly outcome: 'conflict'; readonly current: Group }
  | { readonly outcome: 'not_found' };

export type GroupRemoveOutcome =
  | { readonly outcome: 'removed' }
  | Exclude<GroupChangeOutcome, { readonly outcome: 'changed' }>;

/** `full`: the group would have more members than it may have; nothing was added. */
export type MembersOutcome =
  | { readonly outcome: 'changed'; readonly group: Group }
  | { readonly outcome: 'full' }
  | { readonly outcome: 'not_found' };

/**
 * One statement or transaction per method: no caller checks first and acts later. `updatedAt` grows with each
 * change, so that two of the same millisecond are told apart.
 */
export interface GroupStore {
  /**
   * Keeps a new group. No id is used twice, not even that of a group that was removed: nothing that was shared
   * with a former group comes to a new one.
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
   * Adds members; those present already stay. However many additions come at once, a group never comes to have
   * more than `maxMembers` members by them.
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
