import { localEmbedder } from '@picard-mcp/core/builtin';
import type { Embedder, Logger } from '@picard-mcp/core/ports';
import type { OpenAiConfiguration } from '../configuration/configuration.js';

/** The configured embedding service, or the built-in embedder. */
export async function chooseEmbedder(
  openAi: OpenAiConfiguration | undefined,
  logger: Logger,
): Promise<Embedder> {
  if (openAi === undefined) return localEmbedder();
  const { apiKey, baseUrl, embeddingModel } = openAi;
  // Its client is large, and most servers never need it.
  const { openAiEmbedder } = await import('@picard-mcp/embed-openai');
  return openAiEmbedder({
    // Servers of one's own ask for no key, but the client insists on sending one.
    apiKey: apiKey ?? 'none',
    logger,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(embeddingModel === undefined ? {} : { model: embeddingModel }),
  });
}
