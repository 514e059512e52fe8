import { type RouteConfig, z } from '@hono/zod-openapi';
import { catalogue } from '@picard-mcp/core/operations';
import type { ActivityCount, Totals } from '@picard-mcp/core/ports';
import { jsonResponse } from '@picard-mcp/http';
import type { AuthorizationContext } from '../context.js';
import type { OAuthRouter } from '../http/route.js';
import { addAdminRoute } from './admin-route.js';
import { countedDays, daysBefore } from './counted-days.js';

const totalAndActive = z.object({ total: z.int(), active: z.int() });

const statsSchema = z.object({
  users: totalAndActive
    .nullable()
    .describe('Accounts in all realms. `active` counts those that are not deactivated.'),
  memories: z
    .object({
      total: z.int(),
      is_estimate: z.boolean().describe('true if `total` is an estimate by the database.'),
      pending_embeddings: z.int().describe('10000 means 10000 or more.'),
    })
    .nullable(),
  clients: totalAndActive.describe('Registered clients.'),
  grants: z.int().describe('Grants that are not revoked.'),
  operations_per_day: z
    .array(z.object({ day: z.iso.date().describe('A UTC day.'), count: z.int() }))
    .describe('The last 30 days, latest first. Days without operations are omitted.'),
});

const description = {
  method: 'get',
  path: '/api/admin/stats',
  tags: ['Administration'],
  summary: 'Get totals',
  description: 'The number of users, memories, clients and grants, and of operations per day.',
  responses: {
    200: {
      description: 'The totals.',
      content: {
        'application/json': {
          schema: z.object({ status: z.literal('success'), data: statsSchema }),
          example: {
            status: 'success',
            data: {
              users: { total: 12, active: 11 },
              memories: { total: 48_200, is_estimate: true, pending_embeddings: 0 },
              clients: { total: 3, active: 3 },
              grants: 14,
              operations_per_day: [{ day: '2030-01-31', count: 1_280 }],
            },
          },
        },
      },
    },
  },
} as const satisfies RouteConfig;

/** Adds `GET /api/admin/stats`. */
export function addStatsRoute(router: OAuthRouter, context: AuthorizationContext): void {
  addAdminRoute(router, context, description, async () => {
    const { store, totals, activity, clock } = context;
    const [stored, own, counts] = await Promise.all([
      totals?.read(),
      store.totals(),
      activity.countByDay({ since: daysBefore(clock.now(), countedDays) }),
    ]);
    const data: z.output<typeof statsSchema> = {
      ...ofUsersAndMemories(stored),
      clients: { total: own.clients, active: own.activeClients },
      grants: own.grants,
      operations_per_day: operationsPerDay(counts),
    };
    return jsonResponse({ status: 'success', data });
  });
}

function ofUsersAndMemories(totals: Totals | undefined) {
  if (totals === undefined) return { users: null, memories: null };
  const { users, activeUsers, memories, isMemoriesEstimate, pendingEmbeddings } = totals;
  return {
    users: { total: users, active: activeUsers },
    memories: {
      total: memories,
      is_estimate: isMemoriesEstimate,
      pending_embeddings: pendingEmbeddings,
    },
  };
}

/** Without what the authorization server records of itself, such as logins. */
function operationsPerDay(counts: readonly ActivityCount[]) {
  const days = new Map<string, number>();
  for (const { day, action, count } of counts) {
    if (catalogue.has(action)) days.set(day, (days.get(day) ?? 0) + count);
  }
  return [...days].map(([day, count]) => ({ day, count }));
}
