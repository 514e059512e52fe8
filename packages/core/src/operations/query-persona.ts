import { queryPersonaInput } from '../persona/persona-input.js';
import { reads } from './annotations.js';
import { defineOperation } from './operation.js';
import { answerSchema, answerToJson } from './persona-json.js';
import { onTheWire } from './wire-names.js';

export const queryPersona = defineOperation({
  name: 'query_persona',
  title: 'Ask a persona',
  description:
    "Answers the question in `prompt` as one persona would: from its owner's memories that its filter lets through and that the caller may read, by its instructions. Returns the answer with the memories that it rests on. list_personas names the personas of a user; query_user asks about a user without naming one.",
  scope: 'memories:read',
  annotations: reads,
  streams: true,
  input: onTheWire(queryPersonaInput),
  output: answerSchema,
  example: {
    persona_id: 'c1f5b0de-2f7a-4c11-9a53-7e6d5c4b3a29',
    prompt: 'What are you working on this month?',
    parameters: { temperature: 0.2, max_tokens: 400 },
  },
  handle: async ({ picard, signal, onText }, input) =>
    answerToJson(await picard.personas.ask(input, { signal, onText })),
});
