import type {
  GenerateOptions,
  LanguageModel,
  Logger,
  ModelAnswer,
  ModelRequest,
} from '@picard-mcp/core/ports';
import { type OpenAiLanguageModelOptions, openAiLanguageModel } from '../openai-language-model.js';
import { apiKey } from './attempts.js';
import type { ChatServer } from './chat-server.js';

export const question: ModelRequest = {
  system: 'Answer from the memories. {"label":"m1","text":"I like tea"}',
  prompt: 'What does Anna like?',
  memories: [{ label: 'm1', text: 'I like tea', createdAt: new Date(0) }],
  model: undefined,
  temperature: undefined,
  maxTokens: 500,
};

export interface StreamedAnswer {
  readonly answer: ModelAnswer;
  /** The pieces that `onText` received. */
  readonly pieces: readonly string[];
}

export interface Questions {
  readonly log: readonly { level: string; fields: unknown; message: string }[];
  /** A model of the server, with three attempts and next to no wait between them. */
  model(options?: Partial<OpenAiLanguageModelOptions>): LanguageModel;
  /** Asks for a whole answer. */
  ask(
    request?: Partial<ModelRequest>,
    options?: Partial<OpenAiLanguageModelOptions>,
    signal?: AbortSignal,
  ): Promise<ModelAnswer>;
}

export function questionsTo(server: ChatServer): Questions {
  const log: { level: string; fields: unknown; message: string }[] = [];
  const write = (level: string) => (fields: unknown, message: string) => {
    log.push({ level, fields, message });
  };
  const logger: Logger = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
  const model = (options: Partial<OpenAiLanguageModelOptions> = {}) =>
    openAiLanguageModel({
      apiKey,
      baseUrl: server.baseUrl,
      maxRetries: 2,
      retryDelayMs: 1,
      logger,
      ...options,
    });
  return {
    log,
    model,
    ask: (request, options, signal) =>
      model(options).generate({ ...question, ...request }, { signal }),
  };
}

/** Asks for an answer piece by piece. */
export async function streamAnswer(
  model: LanguageModel,
  request: Partial<ModelRequest> = {},
  { signal }: GenerateOptions = {},
): Promise<StreamedAnswer> {
  const pieces: string[] = [];
  const answer = await model.generate(
    { ...question, ...request },
    { signal, onText: (piece) => pieces.push(piece) },
  );
  return { answer, pieces };
}
