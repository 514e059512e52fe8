import type { Audience, MemoryChanged } from '../ports/change-feed.js';
import type { StoredMemory } from '../ports/memory-store.js';

type Announced = Pick<StoredMemory, 'ownerId' | 'id' | 'permission' | 'sharedWith'>;

/** The notification of a change: who could and can read the memory, and nothing else about it. */
export function announcement(
  kind: MemoryChanged['kind'],
  { before, after }: { readonly before?: Announced; readonly after?: Announced },
): MemoryChanged[] {
  const memory = after ?? before;
  if (!memory) return [];
  return [
    {
      kind,
      ownerId: memory.ownerId,
      memoryId: memory.id,
      ...(before && { before: audienceOf(before) }),
      ...(after && { after: audienceOf(after) }),
    },
  ];
}

function audienceOf({ permission, sharedWith }: Announced): Audience {
  return { permission, sharedWith };
}
