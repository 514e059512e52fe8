import type { UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import type { Guard } from '../token/guard.js';
import { answerQuestion } from './answer-question.js';
import { deletePersona, updatePersona } from './change-persona.js';
import { createPersona } from './create-persona.js';
import { listPersonas } from './find-persona.js';
import type { PersonaContext } from './persona-context.js';
import { listPersonasInput } from './persona-input.js';
import type { PersonaService } from './persona-service.js';
import { prepareQuestion } from './prepare-question.js';
import { visiblePersona } from './visible-persona.js';

/** Personas as the guard's principal may use them. `context.memories` must be that of the same principal. */
export function createPersonaService(context: PersonaContext, guard: Guard): PersonaService {
  const { userId } = guard.principal;
  const reading = <Value>(operation: string, input: unknown, work: () => Promise<Value>) =>
    guard.run(operation, 'memories:read', input, work);
  const writing = <Value>(operation: string, input: unknown, work: () => Promise<Value>) =>
    guard.run(operation, 'memories:write', input, work);

  return {
    create: (input) =>
      writing('create_persona', undefined, () => createPersona(context, userId, input)),
    update: (input) =>
      writing('update_persona', input, () => updatePersona(context, userId, input)),
    delete: (personaId, options) =>
      writing('delete_persona', { personaId }, () =>
        deletePersona(context, userId, personaId, options),
      ),
    list: (input = {}) =>
      reading('list_personas', input, async () => {
        const { userId: ownerId = userId } = parseInput(listPersonasInput, input);
        return listPersonas(context, userId, ownerId as UserId);
      }),
    ask: (input, options) =>
      reading('query_persona', input, () => answerQuestion(context, userId, input, options)),
    prompt: (input, options) =>
      reading('get_persona_prompt', input, async () => {
        const signal = options?.signal ?? new AbortController().signal;
        const question = await prepareQuestion(context, userId, input, signal);
        return { ...question, persona: visiblePersona(userId, question.persona) };
      }),
  };
}
