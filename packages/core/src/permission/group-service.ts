import type { Group } from './group.js';
import type { CreateGroupInput, UpdateGroupInput } from './group-input.js';

/** Groups of one principal. A group that the caller neither owns nor belongs to is `not_found`. */
export interface GroupService {
  create(input: CreateGroupInput): Promise<Group>;
  update(input: UpdateGroupInput): Promise<Group>;
  delete(groupId: string): Promise<void>;
  /** Those that the caller owns or belongs to. Only an owner sees the members. */
  list(): Promise<readonly Group[]>;
  addMembers(groupId: string, userIds: readonly string[]): Promise<Group>;
  /** The owner may remove anyone; a member may remove only themself. */
  removeMembers(groupId: string, userIds: readonly string[]): Promise<Group>;
}
