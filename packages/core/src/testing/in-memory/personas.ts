import type { PersonaId } from '../../ids.js';
import type { PersonaStore, StoredPersona } from '../../ports/persona-store.js';
import { byCodePoint } from './order.js';

export function personas(): PersonaStore {
  const all = new Map<PersonaId, StoredPersona>();

  const ownedBy = (ownerId: string) =>
    [...all.values()].filter((persona) => persona.ownerId === ownerId);

  return {
    async insert(persona, { most }) {
      if (all.has(persona.id)) return 'taken';
      if (ownedBy(persona.ownerId).length >= most) return 'full';
      all.set(persona.id, structuredClone(persona));
      return 'inserted';
    },
    async replace(persona, expectedUpdatedAt) {
      const kept = all.get(persona.id);
      const isExpected =
        kept?.ownerId === persona.ownerId &&
        kept.updatedAt.getTime() === expectedUpdatedAt.getTime();
      if (!kept || !isExpected) return false;
      const { sealed, updatedAt } = structuredClone(persona);
      all.set(persona.id, { ...kept, sealed, updatedAt });
      return true;
    },
    async remove(ownerId, id) {
      return all.get(id)?.ownerId === ownerId && all.delete(id);
    },
    find: async (id) => structuredClone(all.get(id)),
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
