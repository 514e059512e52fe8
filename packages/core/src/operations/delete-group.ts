import { z } from 'zod';
import { groupReference } from '../permission/group-input.js';
import { replaces } from './annotations.js';
import { defineOperation } from './operation.js';
import { onTheWire } from './wire-names.js';

export const deleteGroup = defineOperation({
  name: 'delete_group',
  title: 'Delete a group',
  description:
    'Deletes a group that the caller owns. Its members no longer see what was shared with it; the memories stay.',
  scope: 'memories:write',
  annotations: replaces,
  input: onTheWire(groupReference),
  output: z.looseObject({ deleted: z.literal(true), group_id: z.uuid() }),
  example: { group_id: '5a1d9f0c-7b44-4c6e-9d38-6f1e2d3c4b5a' },
  async handle({ picard }, { groupId }) {
    await picard.groups.delete(groupId);
    return { deleted: true as const, group_id: groupId };
  },
});
