/** The public surface of @picard-mcp/embed-openai: what is not named here may change at any time. */

export { type OpenAiEmbedderOptions, openAiEmbedder } from './openai-embedder.js';
export type { ServiceOptions } from './service-client.js';
