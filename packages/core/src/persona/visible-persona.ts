import type { UserId } from '../ids.js';
import type { FullPersona, Persona } from './persona.js';

/** A persona without its settings in the eyes of everyone but its owner. */
export function visiblePersona(viewerId: UserId, persona: FullPersona): Persona {
  return persona.userId === viewerId ? persona : { ...persona, settings: undefined };
}
