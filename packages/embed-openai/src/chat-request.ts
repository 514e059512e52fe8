import type { ModelRequest } from '@picard-mcp/core/ports';
import { APIError } from 'openai';
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';

/** Reasoning that a service is asked for, as the API names it. */
export type ReasoningEffort = NonNullable<ChatCompletionCreateParams['reasoning_effort']>;

/** Which fields of a request a model of a service takes. */
export interface Dialect {
  /**
   * The name of the parameter for the maximum number of tokens. OpenAI's newer models reject the old name `max_tokens`;
   * many compatible servers refuse the new one, or pass over it in silence.
   */
  readonly tokenLimit: 'max_completion_tokens' | 'max_tokens';
  readonly temperature: boolean;
  readonly reasoningEffort: boolean;
  /** Whether a stream is asked to end with its usage. */
  readonly streamUsage: boolean;
}

/** What to try first at a service. */
export function firstDialect(address: URL): Dialect {
  const isOpenAi = /(^|\.)(openai\.com|openai\.azure\.com)$/.test(address.hostname);
  return {
    tokenLimit: isOpenAi ? 'max_completion_tokens' : 'max_tokens',
    temperature: true,
    reasoningEffort: true,
    streamUsage: true,
  };
}

export interface ChatRequestOptions {
  readonly model: string;
  readonly stream: boolean;
  readonly reasoningEffort: ReasoningEffort | undefined;
}

/** The body of `POST /chat/completions`: a system and a user message, no tools, one choice. */
export function chatRequest(
  { system, prompt, temperature, maxTokens }: ModelRequest,
  { model, stream, reasoningEffort }: ChatRequestOptions,
  dialect: Dialect,
): ChatCompletionCreateParams {
  return {
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: prompt },
    ],
    [dialect.tokenLimit]: maxTokens,
    stream,
    ...(temperature !== undefined && dialect.temperature ? { temperature } : {}),
    ...(reasoningEffort !== undefined && dialect.reasoningEffort
      ? { reasoning_effort: reasoningEffort }
      : {}),
    ...(stream && dialect.streamUsage ? { stream_options: { include_usage: true } } : {}),
  };
}

/** How to ask again after a service has refused a field. */
export interface DialectChange {
  readonly change: Partial<Dialect>;
  /** Whether the model never takes the field, rather than not with this value. */
  readonly isLasting: boolean;
}

/**
 * What to change so that a refused request may pass; undefined when nothing is known to help. `first` is
 * what was tried at the beginning of this request: the names of the token limit are changed only once.
 */
export function changedDialect(
  error: unknown,
  sent: ChatCompletionCreateParams,
  { dialect, first }: { readonly dialect: Dialect; readonly first: Dialect },
): DialectChange | undefined {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) {
    return undefined;
  }
  const isLasting = unsupported.test(`${error.code} ${error.message}`);
  const names = (field: keyof ChatCompletionCreateParams) =>
    field in sent && (error.param === field || new RegExp(`\\b${field}\\b`).test(error.message));
  if (names('temperature')) return { change: { temperature: false }, isLasting };
  if (names('reasoning_effort')) return { change: { reasoningEffort: false }, isLasting };
  if (names('stream_options')) return { change: { streamUsage: false }, isLasting };
  if (names(dialect.tokenLimit) && dialect.tokenLimit === first.tokenLimit) {
    const tokenLimit = first.tokenLimit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return { change: { tokenLimit }, isLasting };
  }
  return undefined;
}

const unsupported =
  /unsupported|not supported|not support|unknown|unrecognized|unexpected|extra|not permitted|not allowed/i;
