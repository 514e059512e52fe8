import { localEmbedder } from '@picard-mcp/core/builtin';
import type { Embedder, Logger } from '@picard-mcp/core/ports';
import { openAiEmbedder } from '@picard-mcp/embed-openai';
import type { OpenAiConfiguration } from '../configuration/configuration.js';

/** The configured embedding service, or the built-in embedder. */
export function chooseEmbedder(openAi: OpenAiConfiguration | undefined, logger: Logger): Embedder {
  if (openAi === undefined) return localEmbedder();
  const { apiKey, baseUrl, embeddingModel } = openAi;
  return openAiEmbedder({
    // Servers of one's own ask for no key, but the client insists on sending one.
    apiKey: apiKey ?? 'none',
    logger,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(embeddingModel === undefined ? {} : { model: embeddingModel }),
  });
}
