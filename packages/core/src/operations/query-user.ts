import { queryUserInput } from '../persona/persona-input.js';
import { reads } from './annotations.js';
import { defineOperation } from './operation.js';
import { answerSchema, answerToJson } from './persona-json.js';
import { onTheWire } from './wire-names.js';

export const queryUser = defineOperation({
  name: 'query_user',
  title: 'Ask about a user',
  description:
    "Answers the question in `prompt` about a user from that user's memories, with a language model, and names the memories that the answer rests on. About the caller all of their own memories count; about somebody else the public ones and those shared with the caller. Expired ones never do. To get memories themselves instead of an answer, use query_memory.",
  scope: 'memories:read',
  annotations: reads,
  streams: true,
  input: onTheWire(queryUserInput),
  output: answerSchema,
  example: {
    user_id: '9b2f4f5e-6d3c-4d5e-8f70-112233445566',
    prompt: 'Where would they like to sit on a long flight?',
  },
  handle: async ({ picard, signal, onText }, input) =>
    answerToJson(await picard.personas.ask(input, { signal, onText })),
});
