import { z } from 'zod';
import { permissions } from '../permission/permission.js';
import {
  type ModelParameters,
  type Persona,
  type PersonaFilter,
  type PersonaSettings,
  personaPermissions,
} from './persona.js';
import type { PersonaAnswer, UsedMemory } from './persona-service.js';

const id = z.uuid();
const time = z.iso.datetime();
const onlyOwner = 'Only for the owner of the persona.';

/** Outputs are loose: a later version may add fields without breaking a client that checks them. */
export const personaSchema = z
  .looseObject({
    id: id.describe("A user's default persona has the user's own id."),
    user_id: id.describe('Id of the owner, whose memories it answers from.'),
    name: z.string(),
    description: z.string().nullable(),
    is_default: z.boolean(),
    permission: z.enum(personaPermissions).optional().describe(onlyOwner),
    instructions: z.string().nullable().optional().describe(onlyOwner),
    memory_filter: z
      .looseObject({
        tags: z.array(z.string()).optional(),
        any_tags: z.array(z.string()).optional(),
        without_tags: z.array(z.string()).optional(),
        category: z.string().optional(),
        has_category: z.boolean().optional(),
        permission: z.enum(permissions).optional(),
        created_after: time.optional(),
        created_before: time.optional(),
        expires_before: time.optional(),
        has_expiry: z.boolean().optional(),
      })
      .optional()
      .describe(onlyOwner),
    parameters: z
      .looseObject({
        model: z.string().optional(),
        temperature: z.number().optional(),
        max_tokens: z.int().optional(),
      })
      .optional()
      .describe(onlyOwner),
    created_at: time
      .nullable()
      .optional()
      .describe(`${onlyOwner} null if a default persona was never changed.`),
    updated_at: time.nullable().optional(),
  })
  .describe('A named view of a user that answers questions.');

export const answerSchema = z.looseObject({
  response: z
    .string()
    .describe('The answer. `[m1]` cites the memory in `memories` with that label.'),
  memories: z
    .array(
      z.looseObject({
        id,
        user_id: id,
        label: z.string(),
        score: z
          .number()
          .nullable()
          .describe('Cosine similarity to the question; null if it was not found by meaning.'),
        text: z.string(),
      }),
    )
    .describe(
      'The memories that the answer cites, in order. If it cites none, all memories that the language model was given.',
    ),
  memories_given: z.int().describe('The number of memories that the language model was given.'),
  user_id: id,
  persona_id: id,
  model: z.string(),
  usage: z.looseObject({ input_tokens: z.int(), output_tokens: z.int() }),
  finish_reason: z
    .enum(['stop', 'length', 'refused'])
    .describe('`length`: cut off at the maximum number of tokens. `refused`: the model declined.'),
});

/** A persona as every wire carries it. */
export function personaToJson({ settings, ...persona }: Persona) {
  return {
    id: persona.id as string,
    user_id: persona.userId as string,
    name: persona.name,
    description: persona.description ?? null,
    is_default: persona.isDefault,
    ...(settings && settingsToJson(settings)),
  };
}

function settingsToJson(settings: PersonaSettings) {
  return {
    permission: settings.permission,
    instructions: settings.instructions ?? null,
    memory_filter: filterToJson(settings.memoryFilter),
    parameters: parametersToJson(settings.parameters),
    created_at: settings.createdAt?.toISOString() ?? null,
    updated_at: settings.updatedAt?.toISOString() ?? null,
  };
}

function filterToJson(filter: PersonaFilter) {
  const { tags, anyTags, withoutTags, category, hasCategory, permission, hasExpiry } = filter;
  const { createdAfter, createdBefore, expiresBefore } = filter;
  return {
    ...(tags && { tags: [...tags] }),
    ...(anyTags && { any_tags: [...anyTags] }),
    ...(withoutTags && { without_tags: [...withoutTags] }),
    ...(category !== undefined && { category }),
    ...(hasCategory !== undefined && { has_category: hasCategory }),
    ...(permission && { permission }),
    ...(createdAfter && { created_after: createdAfter.toISOString() }),
    ...(createdBefore && { created_before: createdBefore.toISOString() }),
    ...(expiresBefore && { expires_before: expiresBefore.toISOString() }),
    ...(hasExpiry !== undefined && { has_expiry: hasExpiry }),
  };
}

function parametersToJson({ maxTokens, ...parameters }: ModelParameters) {
  return { ...parameters, ...(maxTokens !== undefined && { max_tokens: maxTokens }) };
}

/** An answer as every wire carries it. */
export function answerToJson(answer: PersonaAnswer) {
  return {
    response: answer.response,
    memories: answer.memories.map(usedMemoryToJson),
    memories_given: answer.memoriesGiven,
    user_id: answer.persona.userId as string,
    persona_id: answer.persona.id as string,
    model: answer.model,
    usage: {
      input_tokens: answer.usage.inputTokens,
      output_tokens: answer.usage.outputTokens,
    },
    finish_reason: answer.finishReason,
  };
}

function usedMemoryToJson({ id, userId, label, score, text }: UsedMemory) {
  return { id: id as string, user_id: userId as string, label, score: score ?? null, text };
}
