import { z } from 'zod';
import { personaReference } from '../persona/persona-input.js';
import { replaces } from './annotations.js';
import { defineOperation } from './operation.js';
import { onTheWire } from './wire-names.js';

export const deletePersona = defineOperation({
  name: 'delete_persona',
  title: 'Delete a persona',
  description:
    "Deletes one of the caller's own personas for good; the memories stay. The default persona can be changed but not deleted.",
  scope: 'memories:write',
  annotations: replaces,
  input: onTheWire(personaReference),
  output: z.looseObject({ deleted: z.literal(true), persona_id: z.uuid() }),
  example: { persona_id: 'c1f5b0de-2f7a-4c11-9a53-7e6d5c4b3a29' },
  async handle({ picard }, { personaId }) {
    await picard.personas.delete(personaId);
    return { deleted: true as const, persona_id: personaId };
  },
});
