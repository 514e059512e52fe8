import { type RouteConfig, z } from '@hono/zod-openapi';
import { isUuid, type UserId } from '@picard-mcp/core';
import { activityToJson } from '@picard-mcp/core/operations';
import { failures, jsonResponse } from '@picard-mcp/http';
import type { AuthorizationContext } from '../context.js';
import type { OAuthRouter } from '../http/route.js';
import { addAdminRoute } from './admin-route.js';
import { countedDays, daysBefore } from './counted-days.js';
import { cutPage, decodeCursor, nextCursor, pageQuery, readQuery } from './paging.js';

const word = (length: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(length, `must have at most ${length} characters`)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'must be a text')
    .optional();

const time = z.iso
  .datetime({
    offset: true,
    error: 'must be a time in ISO 8601 with an offset, such as 2030-01-31T12:00:00Z',
  })
  .transform((text) => new Date(text))
  .optional()
  .openapi({ type: 'string', format: 'date-time' });

const activityQuery = z.strictObject({
  user_id: z
    .custom<UserId>(isUuid, 'must be a UUID')
    .optional()
    .openapi({ type: 'string', format: 'uuid' }),
  client_id: word(2048),
  action: word(100),
  since: time.describe(
    'Start of the period, inclusive. Default: all entries, and counts for the last 30 days.',
  ),
  until: time.describe('End of the period, exclusive.'),
  ...pageQuery,
});

const entrySchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  action: z.string(),
  outcome: z.enum(['success', 'refused', 'failed']),
  reason: z.string().nullable(),
  user_id: z.uuid().nullable(),
  client_id: z.string().nullable(),
  address: z.string().nullable(),
  duration_ms: z.number().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

const countSchema = z.object({
  day: z.iso.date().describe('A UTC day.'),
  action: z.string(),
  count: z.int(),
});

const description = {
  method: 'get',
  path: '/api/admin/activity',
  tags: ['Administration'],
  summary: 'List activity',
  description:
    'Lists the actions of users and clients, newest first, and the number of actions of each kind per UTC day. The most recent actions may not be included yet.',
  request: { query: activityQuery },
  responses: {
    200: {
      description: 'A page of the activity log.',
      content: {
        'application/json': {
          schema: z.object({
            status: z.literal('success'),
            data: z.object({
              activity: z.array(entrySchema),
              next_cursor: nextCursor,
              counts: z.array(countSchema),
            }),
          }),
        },
      },
    },
    ...failures('invalid_input'),
  },
} as const satisfies RouteConfig;

/** Adds `GET /api/admin/activity`. */
export function addActivityRoutes(router: OAuthRouter, context: AuthorizationContext): void {
  addAdminRoute(router, context, description, async ({ url }) => {
    const query = readQuery(activityQuery, url);
    const place = decodeCursor(query.cursor);
    const { user_id: userId, client_id: clientId, action, since, until } = query;
    const range = { userId, clientId, action, since, until };
    const [entries, counts] = await Promise.all([
      context.activity.list({
        ...range,
        after: place && { at: place.time, id: place.id },
        limit: query.limit + 1,
      }),
      context.activity.countByDay({
        ...range,
        since: since ?? daysBefore(until ?? context.clock.now(), countedDays),
      }),
    ]);
    const { page, next } = cutPage(entries, query.limit, ({ at, id }) => ({ time: at, id }));
    return jsonResponse({
      status: 'success',
      data: { activity: page.map(activityToJson), next_cursor: next, counts },
    });
  });
}
