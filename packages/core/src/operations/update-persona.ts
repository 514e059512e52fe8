import { updatePersonaInput } from '../persona/persona-input.js';
import { replaces } from './annotations.js';
import { defineOperation } from './operation.js';
import { personaSchema, personaToJson } from './persona-json.js';
import { onTheWire } from './wire-names.js';

export const updatePersona = defineOperation({
  name: 'update_persona',
  title: 'Change a persona',
  description:
    "Changes one of the caller's own personas; fields that are not named stay, null clears one. `memory_filter` and `parameters` are replaced as a whole. The caller's own user id names their default persona, which can be changed like any other.",
  scope: 'memories:write',
  annotations: replaces,
  input: onTheWire(updatePersonaInput),
  output: personaSchema,
  example: {
    persona_id: 'c1f5b0de-2f7a-4c11-9a53-7e6d5c4b3a29',
    instructions: 'Answer in one sentence.',
    memory_filter: { tags: ['project'] },
  },
  handle: async ({ picard }, input) => personaToJson(await picard.personas.update(input)),
});
