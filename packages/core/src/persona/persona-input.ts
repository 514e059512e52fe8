import { z } from 'zod';
import { type Input, instant, label, storable, uuid } from '../field.js';
import { limits } from '../limits.js';
import { memoryText } from '../memory/fields.js';
import { filterFields } from '../memory/filter-fields.js';
import { personaPermissions } from './persona.js';

const text = (length: number) =>
  storable(z.string().max(length, `must have at most ${length} characters`));

const name = label(limits.personaName).describe('Name of the persona.');
const description = text(limits.personaDescription).describe(
  'What the persona is for, shown to users who choose a persona.',
);
const instructions = text(limits.personaInstructions).describe(
  'How to answer: role, tone, language, what to leave out. Only you can read them, but the language model may reveal them in its answers.',
);
const visibility = z
  .enum(personaPermissions)
  .describe(
    '`public`: every user may list it by your user id, see its name and description, and ask it. `private`: only you. In both cases, answers use only memories that the caller may read.',
  );

export const memoryFilter = z
  .strictObject(filterFields)
  .describe('The memories that the persona answers from: those that meet all conditions.');

export const parameters = z
  .strictObject({
    model: label(limits.modelName).optional().describe('A model that the operator allows.'),
    temperature: z.number().min(0).max(2).optional(),
    maxTokens: z
      .int()
      .min(1)
      .max(limits.answerTokens)
      .optional()
      .describe('Maximum number of tokens in an answer. The operator may allow fewer.'),
  })
  .describe('Parameters for the language model.');

const expectedUpdatedAt = instant.describe(
  'Fail with `conflict` unless this is the current `updated_at` of the persona.',
);

const personaId = uuid.describe(
  'Id of the persona. Your own user id identifies your default persona.',
);

export const createPersonaInput = z.strictObject({
  id: uuid
    .optional()
    .describe('Id of the new persona: any UUID of your choice, to make the call safe to repeat.'),
  name,
  description: description.optional(),
  instructions: instructions.optional(),
  permission: visibility.optional(),
  memoryFilter: memoryFilter.optional(),
  parameters: parameters.optional(),
});

export const updatePersonaInput = z.strictObject({
  personaId,
  name: name.optional(),
  description: description.nullable().optional(),
  instructions: instructions.nullable().optional(),
  permission: visibility.optional(),
  memoryFilter: memoryFilter.nullable().optional(),
  parameters: parameters.nullable().optional(),
  expectedUpdatedAt: expectedUpdatedAt.nullable().optional(),
});

export const deletePersonaInput = z.strictObject({
  personaId,
  expectedUpdatedAt: expectedUpdatedAt.optional(),
});

export const listPersonasInput = z.strictObject({
  userId: uuid.optional().describe('Id of the user whose personas to list. Default: your own.'),
});

/** An id, or the caller, by a word that needs no look-up. */
const idOrMe = z.union([z.literal('me'), uuid], 'must be a UUID or "me"');

const question = {
  prompt: memoryText.optional().describe('The question. Required unless `query` is given.'),
  query: memoryText.optional().describe('An alias of `prompt`.'),
  limit: z
    .int()
    .min(1)
    .max(limits.page)
    .optional()
    .describe('Maximum number of memories to answer from. Default: as many as fit.'),
  parameters: parameters.optional().describe('Each parameter overrides the one of the persona.'),
};

export const askInput = z.strictObject({
  userId: idOrMe.optional(),
  personaId: idOrMe.optional(),
  ...question,
});

/** A question about a user: another name of a question to a persona, by default that user's default one. */
export const queryUserInput = z.strictObject({
  userId: idOrMe.describe('The user whom the question is about: a user id, or `me` for yourself.'),
  ...question,
  personaId: idOrMe
    .optional()
    .describe(
      "Id of one of this user's personas (see list_personas). Default: the user's default persona.",
    ),
});

/** A question to a persona, whosever it is. */
export const queryPersonaInput = z.strictObject({
  personaId: idOrMe.describe(
    "Id of the persona. A user's default persona has the user's id; `me` is your default persona.",
  ),
  ...question,
});

/** A new persona. */
export type CreatePersonaInput = Input<typeof createPersonaInput>;
/** A change. An absent field stays as it is; `null` clears one. */
export type UpdatePersonaInput = Input<typeof updatePersonaInput>;
/** The options of a deletion. */
export type DeletePersonaOptions = Omit<Input<typeof deletePersonaInput>, 'personaId'>;
export type PersonaFilterInput = Input<typeof memoryFilter>;
/** A question. Without `userId` and `personaId` it goes to the caller's own default persona, which `me` names too. */
export type AskInput = Input<typeof askInput>;
