import type { UserId } from '../ids.js';
import type { FullPersona, Persona } from './persona.js';

/** Returns the persona as `viewerId` may see it: only the owner sees its settings. */
export function visiblePersona(viewerId: UserId, persona: FullPersona): Persona {
  return persona.userId === viewerId ? persona : { ...persona, settings: undefined };
}
