import { z } from 'zod';
import type { Deletion } from '../memory/memory-service.js';

export const deletionShape = {
  deleted: z.literal(true),
  memory_id: z.uuid(),
  restorable_until: z.iso
    .datetime()
    .nullable()
    .describe('Until when restore_memories brings it back; null: it is gone for good.'),
};

export function deletionToJson({ memoryId, restorableUntil }: Deletion) {
  return {
    deleted: true as const,
    memory_id: memoryId,
    restorable_until: restorableUntil?.toISOString() ?? null,
  };
}
