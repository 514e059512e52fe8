import { PicardError } from '@picard-mcp/core';
import type { LanguageModel, ModelRequest } from '@picard-mcp/core/ports';
import { type AnswerText, answerText } from './answer-text.js';
import { type AnswerFacts, checkedFinish } from './chat-completion.js';
import { hostedFailure } from './hosted-failure.js';
import { knownModel } from './known-models.js';
import { noSuchModel } from './model-refusal.js';
import { wholeNumber } from './option-checks.js';
import { cancelled } from './service-client.js';
import { tokenCounter } from './token-count.js';

/** What Picard cannot see of a model that the host application brings. */
export interface HostedModelOptions {
  /**
   * Tokens that a prompt and its answer may have together. Default: what is known of OpenAI's models; for
   * others 32,000.
   */
  readonly contextTokens?: number;
  /** Tokens of a text. Default: by OpenAI's vocabularies; for models of others, more than there are. */
  readonly countTokens?: (text: string) => number;
}

/** Calls a host's model: adds its output to `text`, and returns the metadata of the answer. */
export type AskHostedModel = (
  request: ModelRequest,
  of: {
    readonly text: AnswerText;
    /** Whether pieces are wanted as they come. */
    readonly isStreamed: boolean;
    readonly signal: AbortSignal | undefined;
  },
) => Promise<AnswerFacts>;

const usualContextTokens = 32_000;

/**
 * A language model that wraps one of the host application. It serves only its own model: a request for
 * another model is refused, and repeating is left to the host's model.
 *
 * @throws PicardError `invalid_input` naming the option that cannot be used.
 */
export function hostedModel(
  model: string,
  options: HostedModelOptions,
  ask: AskHostedModel,
): LanguageModel {
  const { countTokens = tokenCounter(model) } = options;
  const contextTokens = wholeNumber(
    'contextTokens',
    options.contextTokens ?? knownModel(model)?.contextTokens ?? usualContextTokens,
    256,
  );
  return {
    model,
    contextTokens,
    countTokens,
    async generate(request, { signal, onText } = {}) {
      if (request.model !== undefined && request.model !== model) throw noSuchModel();
      if (signal?.aborted) throw cancelled();
      const text = answerText({ maxTokens: request.maxTokens, onText, signal });
      try {
        const isStreamed = onText !== undefined;
        const facts = await ask(request, { text, isStreamed, signal });
        if (signal?.aborted) throw cancelled();
        return {
          text: text.text,
          model: facts.model ?? model,
          usage: facts.usage ?? {
            inputTokens: countTokens(request.system) + countTokens(request.prompt),
            outputTokens: countTokens(text.text),
          },
          finishReason: checkedFinish(text, facts.finishReason ?? 'stop'),
        };
      } catch (error) {
        if (signal?.aborted) throw cancelled();
        throw error instanceof PicardError ? error : hostedFailure(error);
      }
    },
  };
}
