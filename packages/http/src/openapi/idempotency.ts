import { z } from '@hono/zod-openapi';

/** The header of a request that may be repeated without being carried out twice. */
export const idempotencyHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(255)
    .regex(/^[!-~]+$/)
    .optional()
    .describe(
      'A key of your choice, such as a UUID, that makes the call safe to repeat. Within 24 hours, the same key with the same body returns the first response if it was a success; with a different body, the call fails with `unprocessable`; while the first call is in progress, with `conflict` and `Retry-After`. It counts per user, client and operation. Calls that only read ignore it.',
    ),
});

/** Headers of an answer that may be that of an earlier call. */
export const replayedHeaders = {
  'Idempotency-Replayed': {
    description:
      '`true` if this is the response of an earlier call with the same `Idempotency-Key`.',
    schema: { type: 'string' as const, enum: ['true'] },
  },
};
