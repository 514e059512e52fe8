import { z } from 'zod';
import { activityInput } from '../account/activity-input.js';
import { activityToJson } from '../account/activity-json.js';
import { findUsersInput, getProfileInput, updateProfileInput } from '../account/profile-input.js';
import { ownProfileToJson, profileToJson } from '../account/profile-json.js';
import { reads, replaces } from './annotations.js';
import { defineOperation, type Operation } from './operation.js';
import { ownProfileSchema, profileSchema, publicProfileSchema } from './profile-schema.js';
import { onTheWire } from './wire-names.js';

const entrySchema = z.looseObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  action: z.string().describe('The name of an operation, or an event such as `login`.'),
  outcome: z.enum(['success', 'refused', 'failed']),
  reason: z.string().nullable().describe('The error code, if the action was refused or failed.'),
  user_id: z.uuid().nullable(),
  client_id: z.string().nullable().describe('The OAuth client that made the request.'),
  address: z.string().nullable().describe('The network address of the request.'),
  duration_ms: z.number().nullable(),
  details: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .describe('Ids, scopes and counts that identify what the action affected.'),
});

export const accountOperations: readonly Operation[] = [
  defineOperation({
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
  }),
  defineOperation({
    name: 'update_profile',
    title: "Change the user's profile",
    description:
      "Change the user's own profile and settings: name, bio, picture and language; the default permission and expiry of new memories; whether other users may ask the user's personas and find the user. Omitted fields stay unchanged; null clears a field. Change settings only when the user asks for it.",
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
  }),
  defineOperation({
    name: 'find_users',
    title: 'Find users',
    description:
      'Find users to share with or to ask about, by username or by the first characters of a username (at least three). Returns only users who have chosen to be discoverable. To find groups to share with, use list_groups.',
    scope: 'memories:read',
    annotations: reads,
    input: onTheWire(findUsersInput),
    output: z.looseObject({ users: z.array(publicProfileSchema) }),
    example: { query: 'ann' },
    handle: async ({ picard }, input) => ({
      users: (await picard.profile.find(input)).map(profileToJson),
    }),
  }),
  defineOperation({
    name: 'get_activity',
    title: 'Get activity',
    description:
      "List the actions performed on the user's behalf, newest first: time, client, network address, outcome and duration. Also returns the number of actions of each kind per UTC day, for the last 30 days unless `since` is given. Never includes the content of memories. Use it when the user asks who or what has used their memories.",
    scope: 'memories:read',
    annotations: reads,
    input: onTheWire(activityInput),
    output: z.looseObject({
      entries: z.array(entrySchema),
      next_cursor: z
        .string()
        .nullable()
        .describe('Pass this as `cursor` to get the next page; null on the last page.'),
      counts: z.array(
        z.looseObject({
          day: z.iso.date().describe('A UTC day.'),
          action: z.string(),
          count: z.int(),
        }),
      ),
    }),
    example: { action: 'query_memory', since: '2030-01-01T00:00:00Z', limit: 20 },
    handle: async ({ picard }, input) => {
      const { entries, nextCursor, counts } = await picard.activity.list(input);
      return {
        entries: entries.map(activityToJson),
        next_cursor: nextCursor ?? null,
        counts: counts.map(({ day, action, count }) => ({ day, action, count })),
      };
    },
  }),
];
