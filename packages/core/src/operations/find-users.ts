import { z } from 'zod';
import { findUsersInput } from '../account/profile-input.js';
import { profileToJson } from '../account/profile-json.js';
import { reads } from './annotations.js';
import { defineOperation } from './operation.js';
import { publicProfileSchema } from './profile-schema.js';
import { onTheWire } from './wire-names.js';

export const findUsers = defineOperation({
  name: 'find_users',
  title: 'Find users',
  description:
    'Finds users to share with or to ask about, by their username or the beginning of it (three characters or more). Only users who want to be found are found. Groups to share with are in list_groups.',
  scope: 'memories:read',
  annotations: reads,
  input: onTheWire(findUsersInput),
  output: z.looseObject({ users: z.array(publicProfileSchema) }),
  example: { query: 'ann' },
  handle: async ({ picard }, input) => ({
    users: (await picard.profile.find(input)).map(profileToJson),
  }),
});
