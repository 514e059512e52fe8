import type { LanguageModel, ModelRequest } from '@picard-mcp/core/ports';
import type { OpenAI } from 'openai';
import { type AnswerText, answerText } from './answer-text.js';
import { type AnswerFacts, checkedFinish, readCompletion } from './chat-completion.js';
import {
  changedDialect,
  chatRequest,
  type Dialect,
  firstDialect,
  type ReasoningEffort,
} from './chat-request.js';
import { readCompletionStream } from './chat-stream.js';
import { knownModel } from './known-models.js';
import { isContentRefusal, isUnknownModel, noSuchModel } from './model-refusal.js';
import { wholeNumber } from './option-checks.js';
import { type ServiceKind, type ServiceOptions, serviceClient } from './service-client.js';
import { boundedEvents, boundedText } from './service-fetch.js';
import { tokenCounter } from './token-count.js';

export interface OpenAiLanguageModelOptions extends ServiceOptions {
  /** Default `gpt-5.4-mini`. */
  readonly model?: string;
  /**
   * Tokens that a prompt and its answer may have together. Default: what is known of OpenAI's models; for
   * others 4096, the usual default of local model servers.
   */
  readonly contextTokens?: number;
  /** Tokens of a text. Default: by OpenAI's vocabularies; for models of others, more than there are. */
  readonly countTokens?: (text: string) => number;
  /** The reasoning effort of a reasoning model. Default: that of the service. */
  readonly reasoningEffort?: ReasoningEffort;
}

const defaultModel = 'gpt-5.4-mini';
/** What the default of Ollama is for models on a small computer. */
const usualContextTokens = 4_096;
/** Far more than a service puts into one event of a stream. */
const maxEventBytes = 2 ** 18;
/** What the API adds around two messages. */
const framingTokens = 16;

const modelAdvice =
  'the service refuses the request: check PICARD_LANGUAGE_MODEL, and that the prompt fits the context of the model';
const languageModelService: ServiceKind = {
  name: 'language model service',
  timeoutMs: 60_000,
  advice: {
    400: modelAdvice,
    404: 'the service knows no such model or path: check PICARD_LANGUAGE_MODEL and OPENAI_BASE_URL',
    413: 'the prompt is too large for the service: lower contextTokens',
    422: modelAdvice,
  },
  reportsRateLimit: true,
};

/**
 * A language model of OpenAI or any service that speaks its chat completions API. Passing failures are
 * retried with exponential backoff that honours `Retry-After`, until the first piece of the answer has been delivered.
 *
 * A service that does not know a field of the request (one of the names of the token limit,
 * `temperature`, `stream_options`) is asked again without it, and that is remembered for the model.
 *
 * Nothing that the service says of a failure reaches a caller: see `LanguageModel.generate` for the
 * errors. A configured model that the service does not have is `unavailable` with a line in the log: only
 * a caller who chose a model can choose another.
 *
 * @throws PicardError `invalid_input` naming the option that cannot be used.
 */
export function openAiLanguageModel(options: OpenAiLanguageModelOptions): LanguageModel {
  const { model = defaultModel, countTokens = tokenCounter(model), reasoningEffort } = options;
  const contextTokens = wholeNumber(
    'contextTokens',
    options.contextTokens ?? defaultContextTokens(model),
    256,
  );
  const client = serviceClient(options, languageModelService);
  const dialects = new Map<string, Dialect>();

  /** Sends a request in the form that the model takes, which may take several tries. */
  async function send(
    openAi: OpenAI,
    request: ModelRequest,
    { stream, signal }: { readonly stream: boolean; readonly signal: AbortSignal },
  ): Promise<Response> {
    const name = request.model ?? model;
    const first = dialects.get(name) ?? firstDialect(client.address);
    let lasting = first;
    for (let dialect = first; ; ) {
      const body = chatRequest(request, { model: name, stream, reasoningEffort }, dialect);
      try {
        const response = await openAi.chat.completions.create(body, { signal }).asResponse();
        // Names come from callers: a map of them must not grow for ever.
        if (dialects.size >= 100) dialects.clear();
        dialects.set(name, lasting);
        return response;
      } catch (error) {
        const next = changedDialect(error, body, { dialect, first });
        if (next === undefined) throw error;
        dialect = { ...dialect, ...next.change };
        if (next.isLasting) lasting = { ...lasting, ...next.change };
      }
    }
  }

  return {
    model,
    contextTokens,
    countTokens,
    async generate(request, { signal, onText } = {}) {
      const stream = onText !== undefined;
      let text: AnswerText = answerText(request);
      const attempt = async (openAi: OpenAI, either: AbortSignal): Promise<AnswerFacts> => {
        text = answerText({ maxTokens: request.maxTokens, onText, signal: either });
        try {
          const response = await send(openAi, request, { stream, signal: either });
          const facts = await read(response, { openAi, request, stream, text, signal: either });
          return { ...facts, finishReason: checkedFinish(text, facts.finishReason ?? 'stop') };
        } catch (error) {
          if (isContentRefusal(error)) return { finishReason: 'refused' };
          if (request.model !== undefined && isUnknownModel(error)) throw noSuchModel();
          throw error;
        }
      };
      const facts = await client.call(attempt, { signal, mayRepeat: () => !text.isDelivered });
      return {
        text: text.text,
        model: facts.model ?? request.model ?? model,
        usage: facts.usage ?? {
          inputTokens: countTokens(request.system) + countTokens(request.prompt),
          outputTokens: countTokens(text.text),
        },
        finishReason: facts.finishReason ?? 'stop',
      };
    },
  };
}

/** Reads a stream or a whole answer, whichever came: some servers do not stream. */
async function read(
  response: Response,
  of: {
    readonly openAi: OpenAI;
    readonly request: ModelRequest;
    readonly stream: boolean;
    readonly text: AnswerText;
    readonly signal: AbortSignal;
  },
): Promise<AnswerFacts> {
  // A kilobyte for each token, as a streamed one takes a few hundred, and room for what a model thinks.
  const maxBytes = 2 ** 21 + of.request.maxTokens * 1024;
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream') || (of.stream && !type.startsWith('application/json'))) {
    return readCompletionStream(boundedEvents(response, { maxBytes, maxEventBytes }), of);
  }
  return readCompletion(JSON.parse(await boundedText(response, maxBytes)), of.text);
}

function defaultContextTokens(model: string): number {
  const known = knownModel(model)?.contextTokens;
  return known === undefined ? usualContextTokens : known - framingTokens;
}
