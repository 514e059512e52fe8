import { getProfileInput } from '../account/profile-input.js';
import { profileToJson } from '../account/profile-json.js';
import { reads } from './annotations.js';
import { defineOperation } from './operation.js';
import { profileSchema } from './profile-schema.js';
import { onTheWire } from './wire-names.js';

export const getProfile = defineOperation({
  name: 'get_profile',
  title: 'Read a profile',
  description:
    "The caller's own profile and settings, or with `user_id` what another user shows of themself: username, name, bio and picture. Only users who want to be found show anything.",
  scope: 'memories:read',
  annotations: reads,
  input: onTheWire(getProfileInput),
  output: profileSchema,
  example: {},
  handle: async ({ picard }, { userId }) => profileToJson(await picard.profile.get(userId)),
});
