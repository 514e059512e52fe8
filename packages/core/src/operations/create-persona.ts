import { createPersonaInput } from '../persona/persona-input.js';
import { adds } from './annotations.js';
import { defineOperation } from './operation.js';
import { personaSchema, personaToJson } from './persona-json.js';
import { onTheWire } from './wire-names.js';

export const createPersona = defineOperation({
  name: 'create_persona',
  title: 'Create a persona',
  description:
    "Creates a persona of the caller: a named view of the caller's memories that answers questions by the given instructions, from the memories that `memory_filter` lets through. Others may ask it too, unless it is private, and get answers only from memories that they may read.",
  scope: 'memories:write',
  annotations: adds,
  input: onTheWire(createPersonaInput),
  output: personaSchema,
  example: {
    name: 'At work',
    description: 'Knows my projects and appointments.',
    instructions: 'Answer in two sentences at most, and formally.',
    memory_filter: { category: 'work', created_after: '2026-01-01T00:00:00Z' },
    parameters: { temperature: 0.2, max_tokens: 400 },
  },
  handle: async ({ picard }, input) => personaToJson(await picard.personas.create(input)),
});
