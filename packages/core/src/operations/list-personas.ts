import { z } from 'zod';
import { listPersonasInput } from '../persona/persona-input.js';
import { reads } from './annotations.js';
import { defineOperation } from './operation.js';
import { personaSchema, personaToJson } from './persona-json.js';
import { onTheWire } from './wire-names.js';

export const listPersonas = defineOperation({
  name: 'list_personas',
  title: 'List personas',
  description:
    "Lists the caller's personas with all their settings, or with `user_id` those of another user that the caller may ask, by name and description. The default persona, which every user has, comes first.",
  scope: 'memories:read',
  annotations: reads,
  input: onTheWire(listPersonasInput),
  output: z.looseObject({ personas: z.array(personaSchema) }),
  example: { user_id: '9b2f4f5e-6d3c-4d5e-8f70-112233445566' },
  handle: async ({ picard }, input) => ({
    personas: (await picard.personas.list(input)).map(personaToJson),
  }),
});
