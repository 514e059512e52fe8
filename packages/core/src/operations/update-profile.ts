import { updateProfileInput } from '../account/profile-input.js';
import { ownProfileToJson } from '../account/profile-json.js';
import { replaces } from './annotations.js';
import { defineOperation } from './operation.js';
import { ownProfileSchema } from './profile-schema.js';
import { onTheWire } from './wire-names.js';

export const updateProfile = defineOperation({
  name: 'update_profile',
  title: "Change the user's profile",
  description:
    "Changes the caller's own profile and settings: name, bio, picture, language; the permission and expiry of memories that are submitted without; whether others may ask the user's personas and find the user. What is absent stays, null clears. Change settings only when the user asks for it.",
  scope: 'memories:write',
  annotations: replaces,
  input: onTheWire(updateProfileInput),
  output: ownProfileSchema,
  example: {
    name: 'Ann',
    locale: 'en-GB',
    settings: { default_expiry_days: 365, discoverable: true },
  },
  handle: async ({ picard }, input) => ownProfileToJson(await picard.profile.update(input)),
});
