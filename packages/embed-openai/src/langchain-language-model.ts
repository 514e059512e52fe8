import { PicardError } from '@picard-mcp/core';
import type { LanguageModel } from '@picard-mcp/core/ports';
import type { AnswerText } from './answer-text.js';
import {
  type AnswerFacts,
  addContent,
  type FinishReason,
  modelName,
  modelUsage,
} from './chat-completion.js';
import { type HostedModelOptions, hostedModel } from './hosted-model.js';
import { isRecord } from './json-record.js';
import { UnusableAnswer } from './service-failure.js';

/** A message as LangChain takes it in place of one of its objects: who speaks, and the text. */
export type LangChainMessage = ['system' | 'human', string];

/** What Picard uses of a chat model of LangChain: every `BaseChatModel` has this shape. */
export interface LangChainChatModel {
  invoke(messages: LangChainMessage[], options?: { signal?: AbortSignal }): Promise<unknown>;
  stream(
    messages: LangChainMessage[],
    options?: { signal?: AbortSignal },
  ): Promise<AsyncIterable<unknown>>;
}

export interface LangChainLanguageModelOptions extends HostedModelOptions {
  /** Name of the model. Default: what the model says of itself, or `langchain`. */
  readonly name?: string;
}

/**
 * A language model for Picard out of a chat model of LangChain, such as `new ChatOpenAI({ … })`.
 *
 * LangChain's models have no common way to take a temperature or a token limit with a request: they answer as
 * the host has made them. An answer far above the limit that was asked for is cut, and says so.
 *
 * @throws PicardError `invalid_input` for what is not such a model.
 */
export function langChainLanguageModel(
  model: LangChainChatModel,
  options: LangChainLanguageModelOptions = {},
): LanguageModel {
  if (
    !isRecord(model) ||
    typeof model.invoke !== 'function' ||
    typeof model.stream !== 'function'
  ) {
    throw new PicardError('invalid_input', 'model must be a chat model of LangChain.', {
      details: { field: 'model' },
    });
  }
  const name = options.name ?? ownName(model) ?? 'langchain';
  return hostedModel(name, options, async ({ system, prompt }, { text, isStreamed, signal }) => {
    const messages: LangChainMessage[] = [
      ['system', system],
      ['human', prompt],
    ];
    const call = signal ? { signal } : {};
    if (!isStreamed) return readMessage(await model.invoke(messages, call), text);
    let facts: AnswerFacts | undefined;
    for await (const chunk of await model.stream(messages, call)) {
      facts = joined(facts, readMessage(chunk, text));
      if (text.isClosed) break;
    }
    if (facts === undefined) throw new UnusableAnswer('the answer holds no message');
    return facts;
  });
}

/** The model name, which LangChain's models have in `model`, and those of older versions in `modelName`. */
function ownName(model: LangChainChatModel): string | undefined {
  const { model: name, modelName: olderName } = model as { model?: unknown; modelName?: unknown };
  return modelName(name) ?? modelName(olderName);
}

/** Reads an `AIMessage` or `AIMessageChunk`, adding its text to `text`. */
function readMessage(message: unknown, text: AnswerText): AnswerFacts {
  if (!isRecord(message) || !('content' in message)) {
    throw new UnusableAnswer('the answer holds no message');
  }
  const { usage_metadata: usage, response_metadata: metadata, additional_kwargs: extra } = message;
  const refusal = isRecord(extra) ? extra.refusal : undefined;
  const isRefusal = addContent({ content: message.content, refusal }, text);
  const counts = isRecord(usage) ? usage : {};
  const facts = isRecord(metadata) ? metadata : {};
  return {
    model: modelName(facts.model_name) ?? modelName(facts.model),
    usage: modelUsage(counts.input_tokens, counts.output_tokens),
    finishReason: isRefusal ? 'refused' : finishReasonOf(facts),
  };
}

/**
 * What two chunks say together. Providers differ in whether they count a stream once or piece by piece;
 * LangChain defines usage of chunks to add up.
 */
function joined(before: AnswerFacts | undefined, next: AnswerFacts): AnswerFacts {
  const [one, other] = [before?.usage, next.usage];
  return {
    model: next.model ?? before?.model,
    finishReason:
      before?.finishReason === 'refused' ? 'refused' : (next.finishReason ?? before?.finishReason),
    usage:
      one && other
        ? {
            inputTokens: one.inputTokens + other.inputTokens,
            outputTokens: one.outputTokens + other.outputTokens,
          }
        : (other ?? one),
  };
}

/** The finish reason, under the names that the providers give the field and its values. */
function finishReasonOf(facts: Readonly<Record<string, unknown>>): FinishReason | undefined {
  const named = facts.finish_reason ?? facts.stop_reason ?? facts.finishReason ?? facts.done_reason;
  if (typeof named !== 'string' || named === '') return undefined;
  const reason = named.toLowerCase();
  if (/^(length|max_tokens|max_output_tokens|model_length)$/.test(reason)) return 'length';
  if (/^(content_filter|content_filtered|refusal|safety|prohibited_content)$/.test(reason)) {
    return 'refused';
  }
  return 'stop';
}
