import type { UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import { type Principal, requireScope, type Scope } from '../token/principal.js';
import { answerQuestion } from './answer-question.js';
import { listPersonas } from './find-persona.js';
import { createPersona, deletePersona, updatePersona } from './keep-persona.js';
import type { PersonaContext } from './persona-context.js';
import { listPersonasInput } from './persona-input.js';
import type { PersonaService } from './persona-service.js';
import { prepareQuestion } from './prepare-question.js';
import { seenBy } from './seen-by.js';

/** Personas as `principal` may use them. `context.memories` has to be that of the same principal. */
export function createPersonaService(
  context: PersonaContext,
  principal: Principal,
): PersonaService {
  const { userId } = principal;

  const allowed = async <Value>(scope: Scope, work: () => Promise<Value>): Promise<Value> => {
    requireScope(principal, scope);
    return work();
  };
  const reading = <Value>(work: () => Promise<Value>) => allowed('memories:read', work);
  const writing = <Value>(work: () => Promise<Value>) => allowed('memories:write', work);

  return {
    create: (input) => writing(() => createPersona(context, userId, input)),
    update: (input) => writing(() => updatePersona(context, userId, input)),
    delete: (personaId) => writing(() => deletePersona(context, userId, personaId)),
    list: (input = {}) =>
      reading(() => {
        const { userId: ownerId = userId } = parseInput(listPersonasInput, input);
        return listPersonas(context, userId, ownerId as UserId);
      }),
    ask: (input, options) => reading(() => answerQuestion(context, userId, input, options)),
    prompt: (input, options) =>
      reading(async () => {
        const signal = options?.signal ?? new AbortController().signal;
        const question = await prepareQuestion(context, userId, input, signal);
        return { ...question, persona: seenBy(userId, question.persona) };
      }),
  };
}
