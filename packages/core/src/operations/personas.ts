import { z } from 'zod';
import {
  createPersonaInput,
  deletePersonaInput,
  listPersonasInput,
  queryPersonaInput,
  queryUserInput,
  updatePersonaInput,
} from '../persona/persona-input.js';
import {
  answerSchema,
  answerToJson,
  personaSchema,
  personaToJson,
} from '../persona/persona-json.js';
import { adds, reads, replaces } from './annotations.js';
import { withId } from './created-ids.js';
import { defineOperation, type Operation } from './operation.js';
import { created } from './output-schemas.js';
import { onTheWire } from './wire-names.js';

export const personaOperations: readonly Operation[] = [
  defineOperation({
    name: 'query_user',
    title: 'Ask about a user',
    description:
      "Answer the question in `prompt` about a user from that user's memories, with a language model. Returns the answer and the memories that it is based on. `user_id` may be `me`. For the caller, the answer can use all of their own memories; for another user, the public memories and those shared with the caller. Expired memories are never used. To get memories instead of an answer, use query_memory.",
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
  }),
  defineOperation({
    name: 'query_persona',
    title: 'Ask a persona',
    description:
      "Answer the question in `prompt` as the given persona: according to its instructions, from those of its owner's memories that match its filter and that the caller may read. Returns the answer and the memories that it is based on. A user's default persona has the user's own id; `me` is the caller's default persona. To list the personas of a user, use list_personas. To ask a user's default persona, use query_user.",
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
  }),
  defineOperation({
    name: 'create_persona',
    title: 'Create a persona',
    description:
      "Create a persona: a named view of the caller's memories that answers questions according to the given instructions, from the memories that match `memory_filter`. Unless it is private, other users may ask it too; their answers use only memories that they may read. To make the call safe to repeat, pass an `id` of your choice: the same `id` with the same content returns the stored persona with `created: false`; with different content, the call fails with `conflict`.",
    scope: 'memories:write',
    annotations: adds,
    withIds: withId,
    input: onTheWire(createPersonaInput),
    output: personaSchema.extend({ created }),
    example: {
      name: 'At work',
      description: 'Knows my projects and appointments.',
      instructions: 'Answer in two sentences at most, and formally.',
      memory_filter: { category: 'work', created_after: '2026-01-01T00:00:00Z' },
      parameters: { temperature: 0.2, max_tokens: 400 },
    },
    async handle({ picard }, input) {
      const persona = await picard.personas.create(input);
      return { ...personaToJson(persona), created: persona.created };
    },
  }),
  defineOperation({
    name: 'update_persona',
    title: 'Change a persona',
    description:
      "Change one of the caller's own personas. Omitted fields stay unchanged; null clears a field. `memory_filter` and `parameters` are replaced as a whole. The caller's own user id identifies their default persona, which can be changed like any other. With `expected_updated_at`, the call fails with `conflict` if the persona has changed since that time; pass null for a default persona that was never changed.",
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
  }),
  defineOperation({
    name: 'delete_persona',
    title: 'Delete a persona',
    description:
      "Delete one of the caller's own personas permanently; the memories are not deleted. The default persona can be changed but not deleted. With `expected_updated_at`, the call fails with `conflict` if the persona has changed since that time.",
    scope: 'memories:write',
    annotations: replaces,
    input: onTheWire(deletePersonaInput),
    output: z.looseObject({ deleted: z.literal(true), persona_id: z.uuid() }),
    example: { persona_id: 'c1f5b0de-2f7a-4c11-9a53-7e6d5c4b3a29' },
    async handle({ picard }, { personaId, ...options }) {
      await picard.personas.delete(personaId, options);
      return { deleted: true as const, persona_id: personaId };
    },
  }),
  defineOperation({
    name: 'list_personas',
    title: 'List personas',
    description:
      "List the caller's personas with all their settings, or, with `user_id`, the name and description of another user's personas that the caller may ask. The default persona, which every user has, comes first.",
    scope: 'memories:read',
    annotations: reads,
    input: onTheWire(listPersonasInput),
    output: z.looseObject({ personas: z.array(personaSchema) }),
    example: { user_id: '9b2f4f5e-6d3c-4d5e-8f70-112233445566' },
    handle: async ({ picard }, input) => ({
      personas: (await picard.personas.list(input)).map(personaToJson),
    }),
  }),
];
