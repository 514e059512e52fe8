import type { FoundMemory, Memory } from './memory.js';

/** A memory as every wire carries it: snake_case, times in ISO 8601 UTC, absent values as null. */
export type MemoryJson = ReturnType<typeof memoryToJson>;

export function memoryToJson(memory: Memory) {
  return {
    id: memory.id as string,
    user_id: memory.userId as string,
    text: memory.text,
    permission: memory.permission,
    ...(memory.sharedWith && {
      shared_with: {
        user_ids: [...memory.sharedWith.userIds] as string[],
        group_ids: [...memory.sharedWith.groupIds] as string[],
      },
    }),
    tags: [...memory.tags],
    category: memory.category ?? null,
    metadata: { ...memory.metadata } as Record<string, unknown>,
    created_at: memory.createdAt.toISOString(),
    updated_at: memory.updatedAt.toISOString(),
    expiration_date: memory.expirationDate?.toISOString() ?? null,
    is_expired: memory.isExpired,
    embedding_status: memory.embeddingStatus,
  };
}

export function foundMemoryToJson(memory: FoundMemory) {
  return { ...memoryToJson(memory), score: memory.score };
}
