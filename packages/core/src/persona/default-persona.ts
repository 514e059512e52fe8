import type { PersonaId, UserId } from '../ids.js';
import type { FullPersona } from './persona.js';

/** Returns the id of a user's default persona, which is the user's id, so that no lookup is needed. */
export function defaultPersonaId(userId: UserId): PersonaId {
  return userId as string as PersonaId;
}

/** Returns the persona that every user has by default. It is stored only when its owner changes it. */
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
