import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ServiceError } from './service-error.js';
import type { Tool } from './tools.js';

const maxAttempts = 10;

/** The `Idempotency-Key` of a call: the same for the same tool with the same input. */
export function idempotencyKeyOf(tool: Tool, input: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([tool, input]))
    .digest('base64url');
}

/** What `attempt` returns once no other attempt with its `Idempotency-Key` is under way. */
export async function whenNotUnderWay<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (attempts === maxAttempts || !isUnderWay(error)) throw error;
      await wait((error.retryAfter ?? 1) * 1_000);
    }
  }
}

function isUnderWay(error: unknown): error is ServiceError {
  return (
    error instanceof ServiceError &&
    error.code === 'conflict' &&
    error.details.field === 'Idempotency-Key'
  );
}
