import { type RouteConfig, z } from '@hono/zod-openapi';
import { type ActivityEntry, isUuid, type UserId } from '@picard-mcp/core';
import { failures, jsonResponse } from '@picard-mcp/core/http';
import type { AuthorizationContext } from '../context.js';
import type { OAuthRouter } from '../http/route.js';
import { addAdminRoute } from './admin-route.js';
import { cutPage, decodeCursor, nextCursor, pageQuery, readQuery } from './paging.js';

const word = (length: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(length, `must have at most ${length} characters`)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'must be a text')
    .optional();

const activityQuery = z.strictObject({
  user_id: z
    .custom<UserId>(isUuid, 'must be a UUID v4')
    .optional()
    .openapi({ type: 'string', format: 'uuid' }),
  client_id: word(2048),
  action: word(100),
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

const description = {
  method: 'get',
  path: '/api/admin/activity',
  tags: ['Administration'],
  summary: 'Read the record of activity',
  description:
    'Who did what, by which client and from where; the newest first. What was done a moment ago may not be in it yet.',
  request: { query: activityQuery },
  responses: {
    200: {
      description: 'A page of the record.',
      content: {
        'application/json': {
          schema: z.object({
            status: z.literal('success'),
            data: z.object({ activity: z.array(entrySchema), next_cursor: nextCursor }),
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
    const entries = await context.activity.list({
      ...{ userId: query.user_id, clientId: query.client_id, action: query.action },
      after: place && { at: place.time, id: place.id },
      limit: query.limit + 1,
    });
    const { page, next } = cutPage(entries, query.limit, ({ at, id }) => ({ time: at, id }));
    return jsonResponse({
      status: 'success',
      data: { activity: page.map(entryToJson), next_cursor: next },
    });
  });
}

function entryToJson(entry: ActivityEntry): z.output<typeof entrySchema> {
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    action: entry.action,
    outcome: entry.outcome,
    reason: entry.reason ?? null,
    user_id: entry.userId ?? null,
    client_id: entry.clientId ?? null,
    address: entry.address ?? null,
    duration_ms: entry.durationMs ?? null,
    details: { ...entry.details },
  };
}
