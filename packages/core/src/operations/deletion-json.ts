import { z } from 'zod';
import type { Deletion } from '../memory/memory-service.js';

export const deletionShape = {
  deleted: z.literal(true),
  memory_id: z.uuid(),
  restorable_until: z.iso
    .datetime()
    .nullable()
    .describe(
      'The time until which restore_memories can restore it; null if it was deleted permanently.',
    ),
};

export function deletionToJson({ memoryId, restorableUntil }: Deletion) {
  return {
    deleted: true as const,
    memory_id: memoryId,
    restorable_until: restorableUntil?.toISOString() ?? null,
  };
}
