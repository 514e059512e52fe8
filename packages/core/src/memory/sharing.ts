import type { GroupId, UserId } from '../ids.js';
import { invalidField } from '../invalid-input.js';
import { type Permission, type SharedWith, sharedWithNobody } from '../permission/permission.js';
import type { GroupStore } from '../ports/group-store.js';

interface NamedReaders {
  readonly permission: Permission;
  readonly sharedWith?: {
    readonly userIds?: readonly string[];
    readonly groupIds?: readonly string[];
  };
}

/** Validates the users and groups that one owner shares with. Reads the owner's groups at most once, for any number of memories. */
export function sharingCheck(groups: GroupStore, ownerId: UserId) {
  let known: Promise<ReadonlySet<string>> | undefined;

  /** @throws PicardError `invalid_input`, alike for a group that is absent and one that is not the owner's. */
  return async ({ permission, sharedWith = {} }: NamedReaders): Promise<SharedWith> => {
    const userIds = (sharedWith.userIds ?? []).filter((id) => id !== ownerId) as UserId[];
    const groupIds = [...(sharedWith.groupIds ?? [])] as GroupId[];
    const named = (sharedWith.userIds?.length ?? 0) + groupIds.length;
    if (permission !== 'shared') {
      if (named > 0) throw invalidField('sharedWith', 'requires the permission "shared"');
      return sharedWithNobody;
    }
    if (named === 0) throw invalidField('sharedWith', 'must name at least one user or group');
    if (groupIds.length > 0) {
      known ??= groups.idsOf(ownerId).then((ids) => new Set<string>(ids));
      const mine = await known;
      const stranger = groupIds.findIndex((id) => !mine.has(id));
      if (stranger >= 0) {
        throw invalidField(
          `sharedWith.groupIds[${stranger}]`,
          'is not a group that you own or belong to',
        );
      }
    }
    return { userIds, groupIds };
  };
}

/** Checks what changes of one owner's memories say about their readers. */
export function readersCheck(groups: GroupStore, ownerId: UserId) {
  const checkSharing = sharingCheck(groups, ownerId);

  /** @throws PicardError as `sharingCheck`. */
  return async ({
    permission,
    sharedWith,
  }: Partial<NamedReaders>): Promise<{ permission?: Permission; sharedWith?: SharedWith }> => {
    if (permission !== undefined) {
      return { permission, sharedWith: await checkSharing({ permission, sharedWith }) };
    }
    // Whether the memory is shared already, the store decides together with the change.
    return sharedWith
      ? { sharedWith: await checkSharing({ permission: 'shared', sharedWith }) }
      : {};
  };
}
