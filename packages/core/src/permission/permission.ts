import type { GroupId, UserId } from '../ids.js';

/** The users and groups that a `shared` memory is shared with. */
export interface SharedWith {
  readonly userIds: readonly UserId[];
  readonly groupIds: readonly GroupId[];
}

/** What determines who may read a memory: its owner, its permission, and the users and groups it is shared with. */
export interface Protected {
  readonly ownerId: UserId;
  readonly permission: Permission;
  readonly sharedWith: SharedWith;
}

/** Who asks: the user, and the groups that the user is a member of. */
export interface Viewer {
  readonly userId: UserId;
  readonly groupIds: ReadonlySet<GroupId>;
}

type MayRead = (item: Protected, viewer: Viewer) => boolean;

/**
 * The kinds of permission. A kind is one entry: who, other than the owner, may read. A store evaluates the
 * same question in its own language, keyed by the same names, so that the compiler asks for both.
 */
const kinds = {
  private: () => false,
  public: () => true,
  shared: ({ sharedWith }, viewer) =>
    sharedWith.userIds.includes(viewer.userId) ||
    sharedWith.groupIds.some((id) => viewer.groupIds.has(id)),
} as const satisfies Record<string, MayRead>;

export type Permission = keyof typeof kinds;

/** The names of all kinds, in a fixed order. */
export const permissions = Object.keys(kinds) as [Permission, ...Permission[]];

export const sharedWithNobody: SharedWith = { userIds: [], groupIds: [] };

/** Whether `viewer` may read `item`. Only the owner may change it, whatever the permission. */
export function mayRead(item: Protected, viewer: Viewer): boolean {
  return item.ownerId === viewer.userId || kinds[item.permission](item, viewer);
}
