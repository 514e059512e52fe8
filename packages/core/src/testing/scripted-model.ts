import type {
  GenerateOptions,
  LanguageModel,
  ModelAnswer,
  ModelRequest,
} from '../ports/language-model.js';

/** What a scripted model does with a request: an answer, or as much of one as differs from the usual. */
export type Script = (
  request: ModelRequest,
  options: GenerateOptions,
) => Promise<Partial<ModelAnswer> | string> | Partial<ModelAnswer> | string;

export interface ScriptedModel extends LanguageModel {
  /** Every request so far. */
  readonly requests: readonly ModelRequest[];
}

export interface ScriptedModelOptions {
  /** Default 100,000. */
  readonly contextTokens?: number;
  /** Default: a token for each four characters. */
  readonly countTokens?: (text: string) => number;
}

/** A language model for tests that records its requests and returns scripted answers. */
export function scriptedModel(
  script: Script = () => 'I do not know.',
  options: ScriptedModelOptions = {},
): ScriptedModel {
  const { contextTokens = 100_000, countTokens = (text) => Math.ceil(text.length / 4) } = options;
  const requests: ModelRequest[] = [];
  return {
    model: 'scripted',
    contextTokens,
    countTokens,
    requests,
    async generate(request, generateOptions = {}) {
      requests.push(request);
      const scripted = await script(request, generateOptions);
      const answer = typeof scripted === 'string' ? { text: scripted } : scripted;
      return {
        text: '',
        model: request.model ?? 'scripted',
        usage: { inputTokens: 7, outputTokens: 3 },
        finishReason: 'stop',
        ...answer,
      };
    },
  };
}
