import type { Embedder } from '@picard-mcp/core/ports';
import { batchesOf } from './batches.js';
import { vectorsOf } from './embedding-answer.js';
import { fitToLimit } from './input-limit.js';
import { wholeNumber } from './option-checks.js';
import { type ServiceKind, type ServiceOptions, serviceClient } from './service-client.js';

export interface OpenAiEmbedderOptions extends ServiceOptions {
  /** Default `text-embedding-3-small`. */
  readonly model?: string;
  /** Length of the vectors, 1 to 1536. Default 1536. */
  readonly dimensions?: number;
  /** Whether the service is asked for that length. Default: for models named text-embedding-3-…. */
  readonly sendDimensions?: boolean;
  /**
   * `base64` responses are a third of the size. A server may ignore the setting; choose
   * `float` for one that refuses it. Default `base64`.
   */
  readonly encodingFormat?: 'base64' | 'float';
  /** Longer texts are cut. Counted in tokens of OpenAI's models, at least 16. Default 8191. */
  readonly maxInputTokens?: number;
  /** Texts in one request. Default 128. */
  readonly maxBatchItems?: number;
  /** Maximum number of concurrent requests of one call. Default 4. */
  readonly concurrency?: number;
}

const modelAdvice =
  'the service refuses the request: check that the model exists there and takes these dimensions';
const embeddingService: ServiceKind = {
  name: 'embedding service',
  timeoutMs: 20_000,
  advice: {
    400: modelAdvice,
    413: 'the request is too large for the service: lower maxBatchItems',
    422: modelAdvice,
  },
  // A write does not wait: the memory is stored and embedded later, for any failure.
  reportsRateLimit: false,
};
const maxDimensions = 1536;
/** OpenAI's limit for all inputs of one request together. */
const maxRequestTokens = 300_000;

/**
 * Embeddings by OpenAI or any service that speaks its API. Texts are cut to the model's limit and sent
 * in batches; passing failures are repeated with growing waits that honour `Retry-After`.
 *
 * Nothing that the service says reaches a caller: every failure is a PicardError `unavailable` with a
 * log line that advises the operator, or `cancelled` if the caller's signal fired.
 *
 * @throws PicardError `invalid_input` naming the option that cannot be used.
 */
export function openAiEmbedder(options: OpenAiEmbedderOptions): Embedder {
  const { model = 'text-embedding-3-small', encodingFormat = 'base64' } = options;
  const dimensions = wholeNumber(
    'dimensions',
    options.dimensions ?? maxDimensions,
    1,
    maxDimensions,
  );
  const sendDimensions = options.sendDimensions ?? model.startsWith('text-embedding-3-');
  const maxInputTokens = wholeNumber('maxInputTokens', options.maxInputTokens ?? 8191, 16);
  const maxBatchItems = wholeNumber('maxBatchItems', options.maxBatchItems ?? 128, 1);
  const concurrency = wholeNumber('concurrency', options.concurrency ?? 4, 1);
  const client = serviceClient(options, embeddingService);

  function embedBatch(input: readonly string[], signal: AbortSignal) {
    const body = {
      model,
      input: [...input],
      encoding_format: encodingFormat,
      ...(sendDimensions ? { dimensions } : {}),
    };
    return client.call(
      async (openAi, attemptSignal) => {
        const answer: unknown = await openAi.embeddings.create(body, { signal: attemptSignal });
        return vectorsOf(answer, { count: input.length, dimensions });
      },
      { signal },
    );
  }

  return {
    // The same model at another length makes vectors that must not be compared with these.
    model: sendDimensions && dimensions !== maxDimensions ? `${model}@${dimensions}` : model,
    dimensions,
    async embed(texts, { signal }) {
      const inputs: string[] = [];
      for (const text of texts) {
        // The API refuses a whole request for one empty input.
        inputs.push(text === '' ? ' ' : await fitToLimit(text, maxInputTokens));
      }
      const batches = batchesOf(inputs, {
        maxItems: maxBatchItems,
        maxTokens: maxRequestTokens,
        maxTextTokens: maxInputTokens,
      });
      const stop = new AbortController();
      const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
      const results: (readonly Float32Array[])[] = [];
      const waiting = batches.entries();
      const work = async (): Promise<void> => {
        for (const [index, batch] of waiting) results[index] = await embedBatch(batch, either);
      };
      try {
        await Promise.all(Array.from({ length: Math.min(concurrency, batches.length) }, work));
      } finally {
        // One batch has failed, so the results of the others are not used.
        stop.abort();
      }
      return results.flat();
    },
  };
}
