import type { Group } from './group.js';
import type { CreateGroupInput, DeleteGroupOptions, UpdateGroupInput } from './group-input.js';

/** A group, and whether the call created it. */
export interface CreatedGroup extends Group {
  /** False if it was there already. */
  readonly created: boolean;
}

/** Groups of one principal. A group that the caller neither owns nor belongs to is `not_found`. */
export interface GroupService {
  /**
   * With an `id` of the caller's choice the call can be repeated: if the caller has a group with that id whose
   * fields are those that `input` gives, it is returned as it is, not created.
   *
   * @throws `conflict` if the caller's group of that id has other content (`details.current` holds it), if the id
   *   is or was another group's, or if the caller has another group of that name.
   */
  create(input: CreateGroupInput): Promise<CreatedGroup>;
  /**
   * @throws `conflict` if `expectedUpdatedAt` is given and the group was changed since (`details.current` holds
   *   it), or if the caller has another group of that name.
   */
  update(input: UpdateGroupInput): Promise<Group>;
  /** @throws `conflict` if `expectedUpdatedAt` is given and the group was changed since. */
  delete(groupId: string, options?: DeleteGroupOptions): Promise<void>;
  /** Those that the caller owns or belongs to. Only an owner sees the members. */
  list(): Promise<readonly Group[]>;
  /** @throws `invalid_input` if the group would have more than 1,000 members; then none is added. */
  addMembers(groupId: string, userIds: readonly string[]): Promise<Group>;
  /** The owner may remove anyone; a member may remove only themself. */
  removeMembers(groupId: string, userIds: readonly string[]): Promise<Group>;
}
