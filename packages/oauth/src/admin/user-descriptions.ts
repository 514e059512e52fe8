import { type RouteConfig, z } from '@hono/zod-openapi';
import { failures } from '@picard-mcp/http';
import { nextCursor, pageQuery } from './paging.js';
import { adminUserSchema } from './user-json.js';

const user = {
  id: '6f1c1c5e-6f0a-4a5f-9d2b-0f7c8f1d2e3a',
  username: 'ann',
  email: 'ann@example.com',
  name: 'ann',
  realm: null,
  is_superuser: false,
  is_active: true,
  created_at: '2030-01-31T12:00:00.000Z',
};

/** The body that changes a user: what is absent stays. */
export const userChange = z
  .strictObject(
    {
      is_active: z.boolean('must be true or false').optional(),
      is_superuser: z.boolean('must be true or false').optional(),
    },
    'must be a JSON object',
  )
  .refine((given) => Object.keys(given).length > 0, 'must change something');

/** The parameters of the list. */
export const userListQuery = z.strictObject({
  search: z
    .string()
    .trim()
    .max(254, 'must have at most 254 characters')
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'must be a text')
    .optional()
    .describe('Part of a username or an email address, in any case.'),
  ...pageQuery,
});

const answer = (data: z.ZodType, example: object) => ({
  'application/json': {
    schema: z.object({ status: z.literal('success'), data }),
    example: { status: 'success', data: example },
  },
});

const byId = { params: z.object({ user_id: z.string() }) };
const tags = ['Administration'];

/** `/api/admin/users…` as `/openapi.json` describes it. */
export const userDescriptions = {
  list: {
    method: 'get',
    path: '/api/admin/users',
    tags,
    summary: 'List users',
    description: 'Lists the users of all realms, oldest first.',
    request: { query: userListQuery },
    responses: {
      200: {
        description: 'A page of users.',
        content: answer(z.object({ users: z.array(adminUserSchema), next_cursor: nextCursor }), {
          users: [user],
          next_cursor: null,
        }),
      },
      ...failures('invalid_input'),
    },
  },
  read: {
    method: 'get',
    path: '/api/admin/users/{user_id}',
    tags,
    summary: 'Get a user',
    request: byId,
    responses: {
      200: { description: 'The user.', content: answer(adminUserSchema, user) },
      ...failures('not_found'),
    },
  },
  change: {
    method: 'patch',
    path: '/api/admin/users/{user_id}',
    tags,
    summary: 'Activate, deactivate, promote or demote a user',
    description:
      'Deactivating a user ends all sessions and grants of that user. The last active superuser cannot be deactivated or demoted.',
    request: {
      ...byId,
      body: {
        required: true,
        content: { 'application/json': { schema: userChange, example: { is_active: false } } },
      },
    },
    responses: {
      200: {
        description: 'The changed user.',
        content: answer(adminUserSchema, { ...user, is_active: false }),
      },
      ...failures(
        'invalid_input',
        'not_found',
        'conflict',
        'payload_too_large',
        'unsupported_media_type',
      ),
    },
  },
  erase: {
    method: 'delete',
    path: '/api/admin/users/{user_id}',
    tags,
    summary: 'Permanently erase a user',
    description:
      'Every token ends, the encryption key of all texts is destroyed, and memories, shares, groups, personas, profile, grants and the account are removed. Idempotent. An administrator must be demoted first. Also accepts the id of a user of an embedding application, who has no account here.',
    request: byId,
    responses: {
      200: {
        description: 'The user was erased.',
        content: answer(z.object({ user_id: z.uuid(), erased: z.literal(true) }), {
          user_id: user.id,
          erased: true,
        }),
      },
      ...failures('not_found', 'conflict'),
    },
  },
  signOut: {
    method: 'post',
    path: '/api/admin/users/{user_id}/sign-out',
    tags,
    summary: 'Sign a user out everywhere',
    description:
      'Ends all browser sessions, grants and tokens of the user, who can log in and grant access again. Also accepts the id of a user of an embedding application, who has no account here.',
    request: byId,
    responses: {
      200: {
        description: 'All earlier sessions and tokens are invalid.',
        content: answer(z.object({ user_id: z.uuid(), signed_out: z.literal(true) }), {
          user_id: user.id,
          signed_out: true,
        }),
      },
      ...failures('not_found'),
    },
  },
} as const satisfies Record<string, RouteConfig>;
