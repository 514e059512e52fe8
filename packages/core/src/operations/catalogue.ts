import { addGroupMembers } from './add-group-members.js';
import { batchDeleteMemories } from './batch-delete-memories.js';
import { batchModifyPermissions } from './batch-modify-permissions.js';
import { batchSubmitMemories } from './batch-submit-memories.js';
import { batchUpdateMemories } from './batch-update-memories.js';
import { createGroup } from './create-group.js';
import { createPersona } from './create-persona.js';
import { deleteGroup } from './delete-group.js';
import { deleteMemory } from './delete-memory.js';
import { deletePersona } from './delete-persona.js';
import { exportMemories } from './export-memories.js';
import { findUsers } from './find-users.js';
import { getActivity } from './get-activity.js';
import { getMemories } from './get-memories.js';
import { getMemory } from './get-memory.js';
import { getProfile } from './get-profile.js';
import { importMemories } from './import-memories.js';
import { listGroups } from './list-groups.js';
import { listPersonas } from './list-personas.js';
import { listTags } from './list-tags.js';
import { modifyPermissions } from './modify-permissions.js';
import type { Operation } from './operation.js';
import { queryMemory } from './query-memory.js';
import { queryPersona } from './query-persona.js';
import { queryUser } from './query-user.js';
import { removeGroupMembers } from './remove-group-members.js';
import { retrieveMemories } from './retrieve-memories.js';
import { submitMemory } from './submit-memory.js';
import { updateGroup } from './update-group.js';
import { updateMemory } from './update-memory.js';
import { updatePersona } from './update-persona.js';
import { updateProfile } from './update-profile.js';

const operations: readonly Operation[] = [
  submitMemory,
  getMemory,
  getMemories,
  retrieveMemories,
  updateMemory,
  deleteMemory,
  modifyPermissions,
  queryMemory,
  queryUser,
  batchSubmitMemories,
  batchUpdateMemories,
  batchDeleteMemories,
  batchModifyPermissions,
  exportMemories,
  importMemories,
  listTags,
  createGroup,
  updateGroup,
  deleteGroup,
  listGroups,
  addGroupMembers,
  removeGroupMembers,
  createPersona,
  updatePersona,
  deletePersona,
  listPersonas,
  queryPersona,
  getProfile,
  updateProfile,
  findUsers,
  getActivity,
];

/** Every operation of Picard by its name, in the order in which clients are shown them. */
export const catalogue: ReadonlyMap<string, Operation> = new Map(
  operations.map((operation) => [operation.name, operation]),
);
