import { type RouteConfig, z } from '@hono/zod-openapi';
import type { Picard } from '@picard-mcp/core';
import { toPicardError } from '@picard-mcp/core/ports';
import { jsonResponse } from '../json-response.js';
import { addRoute, type Router } from '../route.js';

/** A probe that hangs says nothing; an orchestrator's own limit is seldom below this. */
const deadlineMs = 3_000;

const ok = {
  description: 'OK.',
  content: { 'application/json': { schema: z.object({ status: z.literal('ok') }) } },
};

const ready: RouteConfig = {
  method: 'get',
  path: '/health',
  tags: ['Health'],
  summary: 'Check whether the server is ready',
  responses: {
    200: ok,
    503: {
      description: 'The database is not responding.',
      content: { 'application/json': { schema: z.object({ status: z.literal('unavailable') }) } },
    },
  },
};

const live: RouteConfig = {
  method: 'get',
  path: '/health/live',
  tags: ['Health'],
  summary: 'Check whether the process is running',
  responses: { 200: ok },
};

export function addHealthRoutes(router: Router, picard: Picard): void {
  addRoute(router, live, () => jsonResponse({ status: 'ok' }));
  addRoute(router, ready, async () => {
    try {
      await withDeadline(picard.ping());
      return jsonResponse({ status: 'ok' });
    } catch (error) {
      picard.logger.warn({ err: toPicardError(error) }, 'health check failed');
      return jsonResponse(
        { status: 'unavailable' },
        { status: 503, headers: { 'retry-after': '1' } },
      );
    }
  });
}

async function withDeadline(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
