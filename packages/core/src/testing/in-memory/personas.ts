import type { UserId } from '../../ids.js';
import type { PersonaStore, StoredPersona } from '../../ports/persona-store.js';
import { byCodePoint } from './order.js';

export interface PersonasOptions {
  /** Whether there is a user of this id. */
  readonly isUser: (id: UserId) => boolean;
}

export function personas({ isUser }: PersonasOptions): PersonaStore {
  const all = new Map<string, StoredPersona>();
  const keyOf = ({ ownerId, id }: Pick<StoredPersona, 'ownerId' | 'id'>) =>
    isDefault({ ownerId, id }) ? `default ${id}` : id;

  const ownedBy = (ownerId: string) =>
    [...all.values()].filter((persona) => persona.ownerId === ownerId);

  /** As far as what is kept tells. */
  const isKnownUser = (id: UserId) => isUser(id) || ownedBy(id).length > 0;

  return {
    async insert(persona, { maxPersonas }) {
      if (all.has(keyOf(persona))) return 'taken';
      if (!isDefault(persona) && isKnownUser(persona.id as string as UserId)) return 'taken';
      if (ownedBy(persona.ownerId).length >= maxPersonas) return 'full';
      all.set(keyOf(persona), structuredClone(persona));
      return 'inserted';
    },
    async replace(persona, expectedUpdatedAt) {
      const stored = all.get(keyOf(persona));
      const isExpected =
        stored?.ownerId === persona.ownerId &&
        stored.updatedAt.getTime() === expectedUpdatedAt.getTime();
      if (!stored || !isExpected) return false;
      const { sealed, updatedAt } = structuredClone(persona);
      all.set(keyOf(persona), { ...stored, sealed, updatedAt });
      return true;
    },
    async remove(ownerId, id, expectedUpdatedAt = undefined) {
      const key = keyOf({ ownerId, id });
      const stored = all.get(key);
      if (stored?.ownerId !== ownerId) return 'not_found';
      const isExpected =
        expectedUpdatedAt === undefined ||
        stored.updatedAt.getTime() === expectedUpdatedAt.getTime();
      if (!isExpected) return 'conflict';
      all.delete(key);
      return 'removed';
    },
    find: async (id) => structuredClone(all.get(`default ${id}`) ?? all.get(id)),
    async listOf(ownerId) {
      return structuredClone(
        ownedBy(ownerId).sort(
          (left, right) =>
            left.createdAt.getTime() - right.createdAt.getTime() || byCodePoint(left.id, right.id),
        ),
      );
    },
  };
}

/** A user's default persona has the user's id. */
function isDefault({ ownerId, id }: Pick<StoredPersona, 'ownerId' | 'id'>): boolean {
  return (ownerId as string) === id;
}
