import { type Attributes, SpanKind } from '@opentelemetry/api';
import type { Embedder } from '../ports/embedder.js';
import type { LanguageModel } from '../ports/language-model.js';
import { startStopwatch } from './stopwatch.js';
import { instruments } from './telemetry.js';
import { markFailure, traced } from './traced.js';

export interface ObservedModelOptions {
  /** Whether the model runs in this process, and not behind a service. */
  readonly isLocal: boolean;
}

/** The embedder, with a span and a duration for each call ("GenAI" in the semantic conventions). No text is in them. */
export function observedEmbedder(embedder: Embedder, options: ObservedModelOptions): Embedder {
  return {
    get model() {
      return embedder.model;
    },
    get dimensions() {
      return embedder.dimensions;
    },
    embed: (texts, embedOptions) =>
      observe('embeddings', embedder.model, options, async (note) => {
        note({ 'picard.embedding.texts': texts.length });
        return embedder.embed(texts, embedOptions);
      }),
  };
}

/** The language model, likewise, with the tokens that it read and wrote. */
export function observedLanguageModel(
  languageModel: LanguageModel,
  options: ObservedModelOptions,
): LanguageModel {
  return {
    get model() {
      return languageModel.model;
    },
    get contextTokens() {
      return languageModel.contextTokens;
    },
    countTokens: (text) => languageModel.countTokens(text),
    generate: (request, generateOptions) =>
      // A request's own model is its asker's text until the service knows it: it is no name for a span.
      observe('chat', languageModel.model, options, async (note) => {
        const answer = await languageModel.generate(request, generateOptions);
        const { inputTokens, outputTokens } = answer.usage;
        note({
          'gen_ai.response.model': answer.model,
          'gen_ai.response.finish_reasons': [answer.finishReason],
          'gen_ai.usage.input_tokens': inputTokens,
          'gen_ai.usage.output_tokens': outputTokens,
        });
        const about = {
          'gen_ai.operation.name': 'chat',
          'gen_ai.request.model': languageModel.model,
        };
        const { modelTokens } = instruments();
        modelTokens.record(inputTokens, { ...about, 'gen_ai.token.type': 'input' });
        modelTokens.record(outputTokens, { ...about, 'gen_ai.token.type': 'output' });
        return answer;
      }),
  };
}

function observe<Value>(
  operation: 'embeddings' | 'chat',
  model: string,
  { isLocal }: ObservedModelOptions,
  work: (note: (attributes: Attributes) => void) => Promise<Value>,
): Promise<Value> {
  const attributes: Attributes = {
    'gen_ai.operation.name': operation,
    'gen_ai.request.model': model,
  };
  const kind = isLocal ? SpanKind.INTERNAL : SpanKind.CLIENT;
  return traced({ name: `${operation} ${model}`, kind, attributes }, async (span) => {
    const elapsed = startStopwatch();
    let failure: string | undefined;
    try {
      return await work((noted) => void span.setAttributes(noted));
    } catch (error) {
      failure = markFailure(span, error);
      throw error;
    } finally {
      instruments().modelDuration.record(elapsed() / 1_000, {
        ...attributes,
        ...(failure !== undefined && { 'error.type': failure }),
      });
    }
  });
}
