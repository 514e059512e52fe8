import { invalidField } from '../invalid-input.js';
import { limits } from '../limits.js';
import type { LanguageModel } from '../ports/language-model.js';
import type { ModelParameters } from './persona.js';

/** Limits that the operator sets for personas. */
export interface PersonaOptions {
  /**
   * Maximum number of tokens in an answer, and the default unless a persona or question asks for fewer.
   * Default 2,000.
   */
  readonly maxTokens?: number;
  /** Models that may be chosen in addition to the configured one. Default: none. */
  readonly models?: readonly string[];
  /** Maximum number of tokens of memories in one prompt. Default 16,000. */
  readonly memoryTokens?: number;
  /** The deadline for an answer, in milliseconds. Default 60,000. */
  readonly deadlineMs?: number;
}

export type PersonaPolicy = Required<PersonaOptions>;

/** Returns validated options with defaults. @throws PicardError `invalid_input` that names a wrong one. */
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
 * Returns the parameters of a request: those of the question override those of the persona, within what the operator
 * allows. A persona's model that is no longer allowed is replaced by the configured one.
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
  // At most half of the context, to leave room for the memories.
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
