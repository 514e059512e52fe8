import type { MemoryService } from '../../memory-service/memory-service.js';
import { type MemoryState, onlyOwner } from './memory-state.js';

const dayMs = 86_400_000;

/** What a new memory is before anybody typed: empty, and otherwise as the user's settings at the server say. */
export async function newMemoryDefaults(memory: MemoryService, now: Date): Promise<MemoryState> {
  const { settings } = await memory.call('get_profile', {});
  const days = settings?.default_expiry_days ?? undefined;
  return {
    text: '',
    tags: [],
    category: undefined,
    expiresAt:
      days === undefined ? undefined : new Date(now.getTime() + days * dayMs).toISOString(),
    sharing: { ...onlyOwner, permission: settings?.default_permission ?? 'private' },
  };
}
