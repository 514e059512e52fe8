import type { PersonaId, UserId } from '../ids.js';
import type { FullPersona } from './persona.js';

/** The id of a user's default persona: no look-up is needed to address it, or to tell whose it is. */
export function defaultPersonaId(userId: UserId): PersonaId {
  return userId as string as PersonaId;
}

/** The persona that every user has without making one. It is kept only once its owner changes it. */
export function defaultPersona(userId: UserId): FullPersona {
  return {
    id: defaultPersonaId(userId),
    userId,
    name: 'Default',
    description: 'Answers from every memory that the asker may see.',
    isDefault: true,
    settings: {
      permission: 'public',
      instructions: undefined,
      memoryFilter: {},
      parameters: {},
      createdAt: undefined,
      updatedAt: undefined,
    },
  };
}
