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
    description: 'Of every realm, the oldest first.',
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
    summary: 'Read a user',
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
      'Deactivating ends everything that the user was logged in to or had granted. The last active superuser stays one.',
    request: {
      ...byId,
      body: {
        required: true,
        content: { 'application/json': { schema: userChange, example: { is_active: false } } },
      },
    },
    responses: {
      200: {
        description: 'The user as they are now.',
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
    summary: 'Erase a user for good',
    description:
      'Every token ends, the key of all their texts is destroyed, and memories, shares, groups, personas, profile, grants and the account are removed. May be repeated. An administrator has to be demoted first. The user may be one of an embedding application, without an account here.',
    request: byId,
    responses: {
      200: {
        description: 'There is nothing left of the user.',
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
      'Ends their sessions in browsers, and all tokens of theirs. They may log in and grant again. The user may be one of an embedding application, without an account here.',
    request: byId,
    responses: {
      200: {
        description: 'Nothing issued before is good any more.',
        content: answer(z.object({ user_id: z.uuid(), signed_out: z.literal(true) }), {
          user_id: user.id,
          signed_out: true,
        }),
      },
      ...failures('not_found'),
    },
  },
} as const satisfies Record<string, RouteConfig>;
