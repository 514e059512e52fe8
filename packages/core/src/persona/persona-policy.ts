import { invalidField } from '../invalid-input.js';
import { limits } from '../limits.js';
import type { LanguageModel } from '../ports/language-model.js';
import type { ModelParameters } from './persona.js';

/** What the operator allows personas, because the operator pays. */
export interface PersonaOptions {
  /**
   * Most tokens of an answer, and what an answer has unless a persona or question says less.
   * Default 2,000.
   */
  readonly maxTokens?: number;
  /** Models that may be chosen besides the configured one. Default: none. */
  readonly models?: readonly string[];
  /** Tokens of memories in one prompt, at most. Default 16,000. */
  readonly memoryTokens?: number;
  /** After how long an answer is given up, in milliseconds. Default 60,000. */
  readonly deadlineMs?: number;
}

export type PersonaPolicy = Required<PersonaOptions>;

/** Options that the rest can rely on. @throws PicardError `invalid_input` that names a wrong one. */
export function personaPolicy(options: PersonaOptions = {}): PersonaPolicy {
  const { maxTokens = 2_000, models = [], memoryTokens = 16_000, deadlineMs = 60_000 } = options;
  requireWhole('persona.maxTokens', maxTokens, limits.answerTokens);
  requireWhole('persona.memoryTokens', memoryTokens, 10_000_000);
  requireWhole('persona.deadlineMs', deadlineMs, 2 ** 31 - 1);
  return { maxTokens, models: [...models], memoryTokens, deadlineMs };
}

function requireWhole(field: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= max) return;
  throw invalidField(field, `must be a whole number from 1 to ${max}`);
}

/** @throws PicardError `invalid_input` that names `parameters.model`, for a model that may not be chosen. */
export function requireAllowedModel(
  policy: PersonaPolicy,
  languageModel: LanguageModel,
  { model }: ModelParameters,
): void {
  if (model === undefined || isAllowed(policy, languageModel, model)) return;
  const allowed = [languageModel.model, ...policy.models].join(', ');
  throw invalidField(
    'parameters.model',
    `must be one of the models that this server allows: ${allowed}`,
  );
}

/**
 * What the model is asked with: the question's wishes before the persona's, neither beyond what the operator
 * allows. A persona's model that is no longer allowed gives way to the configured one.
 */
export function effectiveParameters(
  policy: PersonaPolicy,
  languageModel: LanguageModel,
  requested: { readonly asked: ModelParameters; readonly persona: ModelParameters },
): {
  readonly model: string | undefined;
  readonly temperature: number | undefined;
  readonly maxTokens: number;
} {
  const { asked, persona } = requested;
  requireAllowedModel(policy, languageModel, asked);
  const model = asked.model ?? persona.model;
  // At most half of what the model can take, so that there is room for what the answer is made from.
  const max = Math.min(policy.maxTokens, Math.max(1, Math.floor(languageModel.contextTokens / 2)));
  return {
    model:
      model === undefined ||
      model === languageModel.model ||
      !isAllowed(policy, languageModel, model)
        ? undefined
        : model,
    temperature: asked.temperature ?? persona.temperature,
    maxTokens: Math.min(asked.maxTokens ?? persona.maxTokens ?? max, max),
  };
}

function isAllowed(policy: PersonaPolicy, languageModel: LanguageModel, model: string): boolean {
  return model === languageModel.model || policy.models.includes(model);
}
