import type { PersonaId, UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import { limits } from '../limits.js';
import type { ModelRequest } from '../ports/language-model.js';
import { buildPrompt, labelled, memoryLine } from './build-prompt.js';
import { findPersona } from './find-persona.js';
import type { FullPersona } from './persona.js';
import type { PersonaContext } from './persona-context.js';
import { type AskInput, askInput } from './persona-input.js';
import { effectiveParameters } from './persona-policy.js';
import type { UsedMemory } from './persona-service.js';
import { type Candidate, fitting, retrieve } from './retrieve.js';

export interface PreparedQuestion {
  readonly persona: FullPersona;
  readonly request: ModelRequest;
  /** Of every memory in the request, in its order. */
  readonly memories: readonly UsedMemory[];
}

/** Finds the persona, the memories that the caller may read and that fit, and puts the prompt together. */
export async function prepareQuestion(
  context: PersonaContext,
  viewerId: UserId,
  input: AskInput,
  signal: AbortSignal,
): Promise<PreparedQuestion> {
  const { languageModel, policy } = context;
  const { userId, personaId, limit = limits.page, ...question } = parseInput(askInput, input);
  const prompt = promptOf(question);
  const persona = await findPersona(context, viewerId, {
    userId: (userId === 'me' ? viewerId : userId) as UserId | undefined,
    personaId: (personaId === 'me' ? viewerId : personaId) as PersonaId | undefined,
  });
  const parameters = effectiveParameters(policy, languageModel, {
    asked: question.parameters ?? {},
    persona: persona.settings.parameters,
  });
  const candidates = await retrieve(context, {
    ownerId: persona.userId,
    filter: persona.settings.memoryFilter,
    prompt,
    signal,
  });
  const system = (chosen: readonly Candidate[]): string =>
    buildPrompt({
      persona,
      isOwner: persona.userId === viewerId,
      memories: labelled(chosen.map(({ memory }) => memory)),
      now: context.clock.now(),
    });
  const room =
    languageModel.contextTokens -
    parameters.maxTokens -
    languageModel.countTokens(prompt) -
    languageModel.countTokens(system([]));
  if (room < 0) throw invalidField('prompt', 'is too long for the language model');
  const chosen = fitting(candidates, {
    tokens: Math.min(policy.memoryTokens, room),
    limit,
    // Its label is at most a token or two longer than this one.
    tokensOf: (memory) =>
      languageModel.countTokens(`${labelled([memory]).map(memoryLine).join('')}\n`) + 2,
  });
  const memories = labelled(chosen.map(({ memory }) => memory));
  return {
    persona,
    request: { ...parameters, system: system(chosen), prompt, memories },
    memories: chosen.map(({ memory: { id, userId: ownerId, text }, score }, index) => ({
      id,
      userId: ownerId,
      text,
      score,
      label: memories[index]?.label ?? '',
    })),
  };
}

/** @throws PicardError `invalid_input` unless the question was put once. */
function promptOf({ prompt, query }: Pick<AskInput, 'prompt' | 'query'>): string {
  if (prompt !== undefined && query !== undefined) {
    throw invalidField('query', 'is an alias of prompt: pass only one of them');
  }
  const question = prompt ?? query;
  if (question === undefined) throw invalidField('prompt', 'is required');
  return question;
}
