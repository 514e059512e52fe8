import { extractiveModel } from '@picard-mcp/core/builtin';
import type { LanguageModel, Logger } from '@picard-mcp/core/ports';
import type { OpenAiConfiguration } from '../configuration/configuration.js';

/** The configured language model service, or the built-in model, which only quotes. */
export async function chooseLanguageModel(
  openAi: OpenAiConfiguration | undefined,
  logger: Logger,
): Promise<LanguageModel> {
  if (openAi === undefined) return extractiveModel();
  const { apiKey, baseUrl, languageModel, contextTokens } = openAi;
  // Its client is large, and most servers never need it.
  const { openAiLanguageModel } = await import('@picard-mcp/embed-openai');
  return openAiLanguageModel({
    // Servers of one's own ask for no key, but the client insists on sending one.
    apiKey: apiKey ?? 'none',
    logger,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(languageModel === undefined ? {} : { model: languageModel }),
    ...(contextTokens === undefined ? {} : { contextTokens }),
  });
}
