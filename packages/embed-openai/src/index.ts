/** The public surface of @picard-mcp/embed-openai: what is not named here may change at any time. */

export type { ReasoningEffort } from './chat-request.js';
export type { HostedModelOptions } from './hosted-model.js';
export {
  type LangChainChatModel,
  type LangChainLanguageModelOptions,
  type LangChainMessage,
  langChainLanguageModel,
} from './langchain-language-model.js';
export { type OpenAiEmbedderOptions, openAiEmbedder } from './openai-embedder.js';
export { type OpenAiLanguageModelOptions, openAiLanguageModel } from './openai-language-model.js';
export type { ServiceOptions } from './service-client.js';
export {
  type VercelCallOptions,
  type VercelLanguageModel,
  vercelLanguageModel,
} from './vercel-language-model.js';
