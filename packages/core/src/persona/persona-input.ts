import { z } from 'zod';
import { type Input, instant, label, storable, uuid } from '../field.js';
import { limits } from '../limits.js';
import { memoryText } from '../memory/fields.js';
import { filterFields } from '../memory/filter-fields.js';
import { personaPermissions } from './persona.js';

const text = (length: number) =>
  storable(z.string().max(length, `must have at most ${length} characters`));

const name = label(limits.personaName).describe('What the persona is called.');
const description = text(limits.personaDescription).describe(
  'What the persona is for, for those who choose one.',
);
const instructions = text(limits.personaInstructions).describe(
  'How to answer: role, tone, language, what to leave out. Only you see them, but a language model that follows them may let them show.',
);
const visibility = z
  .enum(personaPermissions)
  .describe(
    '`public`: every user may find it by your user id and ask it, and learns its name and description. `private`: only you. Either way an asker gets answers only from memories that they may read.',
  );

export const memoryFilter = z
  .strictObject(filterFields)
  .describe('Which memories the persona answers from; all conditions hold together.');

export const parameters = z
  .strictObject({
    model: label(limits.modelName).optional().describe('A model that the operator allows.'),
    temperature: z.number().min(0).max(2).optional(),
    maxTokens: z
      .int()
      .min(1)
      .max(limits.answerTokens)
      .optional()
      .describe('Most tokens of an answer; the operator may allow fewer.'),
  })
  .describe('How the language model is asked.');

const expectedUpdatedAt = instant.describe(
  '`updated_at` of the persona that the change is meant for; a conflict if it has changed since.',
);

const personaId = uuid.describe('Id of the persona; your own user id names your default persona.');

export const createPersonaInput = z.strictObject({
  id: uuid
    .optional()
    .describe('Id of the new persona, a UUID v4 of your choice: makes the call safe to repeat.'),
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
  userId: uuid.optional().describe('Whose personas; default: your own.'),
});

/** An id, or the caller, by a word that needs no look-up. */
const idOrMe = z.union([z.literal('me'), uuid], 'must be a UUID v4 or "me"');

const question = {
  prompt: memoryText.optional().describe('The question. Either this or `query` is needed.'),
  query: memoryText.optional().describe('Another name of `prompt`.'),
  limit: z
    .int()
    .min(1)
    .max(limits.page)
    .optional()
    .describe('Most memories that the answer may be made from; default: as many as fit.'),
  parameters: parameters
    .optional()
    .describe("Take the place of the persona's own parameters, one by one."),
};

export const askInput = z.strictObject({
  userId: idOrMe.optional(),
  personaId: idOrMe.optional(),
  ...question,
});

/** A question about a user: another name of a question to a persona, by default that user's default one. */
export const queryUserInput = z.strictObject({
  userId: idOrMe.describe('Whom the question is about: the id of a user, or `me` for yourself.'),
  ...question,
  personaId: idOrMe
    .optional()
    .describe("One of this user's personas (list_personas); default: their default persona."),
});

/** A question to a persona, whosever it is. */
export const queryPersonaInput = z.strictObject({
  personaId: idOrMe.describe(
    "Id of the persona. A user's default persona has the user's id; `me` is your own.",
  ),
  ...question,
});

/** A new persona. */
export type CreatePersonaInput = Input<typeof createPersonaInput>;
/** A change. An absent field stays as it is; `null` clears one. */
export type UpdatePersonaInput = Input<typeof updatePersonaInput>;
/** What a deletion may say besides the persona. */
export type DeletePersonaOptions = Omit<Input<typeof deletePersonaInput>, 'personaId'>;
export type PersonaFilterInput = Input<typeof memoryFilter>;
/** A question. Without `userId` and `personaId` it goes to the caller's own default persona, which `me` names too. */
export type AskInput = Input<typeof askInput>;
