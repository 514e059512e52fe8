import type { ModelAnswer, ModelUsage } from '@picard-mcp/core/ports';
import type { AnswerText } from './answer-text.js';
import { isRecord } from './json-record.js';
import { UnusableAnswer } from './service-failure.js';

export type FinishReason = ModelAnswer['finishReason'];

/** The metadata of an answer; absent fields were not reported. */
export interface AnswerFacts {
  readonly model?: string | undefined;
  readonly usage?: ModelUsage | undefined;
  readonly finishReason?: FinishReason | undefined;
}

/**
 * Reads an answer of `POST /chat/completions` that is one JSON object, adding what the model wrote to
 * `text`.
 *
 * @throws UnusableAnswer unless it holds a message with text or a refusal.
 */
export function readCompletion(body: unknown, text: AnswerText): AnswerFacts {
  const choice = firstChoice(body);
  const message = choice?.message;
  if (!choice || !isRecord(message)) throw new UnusableAnswer('the answer holds no message');
  const isRefusal = addContent(message, text);
  return { ...factsOf(body), finishReason: finishReasonOf(choice, isRefusal) ?? 'stop' };
}

/** The first choice; only one was requested. */
export function firstChoice(body: unknown): Readonly<Record<string, unknown>> | undefined {
  const choices = isRecord(body) && Array.isArray(body.choices) ? body.choices : [];
  return choices.find((choice) => isRecord(choice) && (choice.index ?? 0) === 0);
}

/**
 * Adds the text of a message, or of a part of one, and returns whether it is a refusal. Content is a
 * text or, from some services, a list of blocks, of which only the text blocks are used.
 */
export function addContent(message: Readonly<Record<string, unknown>>, text: AnswerText): boolean {
  const { content, refusal } = message;
  const blocks = Array.isArray(content) ? content : [{ type: 'text', text: content }];
  for (const block of blocks) {
    if (isRecord(block) && block.type === 'text' && typeof block.text === 'string') {
      text.add(block.text);
    }
  }
  if (typeof refusal !== 'string' || refusal === '') return false;
  text.add(refusal);
  return true;
}

/** Why the model stopped. Absent while it continues, or if the service does not report it. */
export function finishReasonOf(
  choice: Readonly<Record<string, unknown>>,
  isRefusal: boolean,
): FinishReason | undefined {
  const reason = choice.finish_reason;
  if (typeof reason !== 'string' || reason === '') return undefined;
  if (isRefusal || reason === 'content_filter') return 'refused';
  return reason === 'length' ? 'length' : 'stop';
}

/** Model and usage, where the service gives them in a form that can be relied on. */
export function factsOf(body: unknown): Pick<AnswerFacts, 'model' | 'usage'> {
  if (!isRecord(body)) return {};
  const usage = isRecord(body.usage) ? body.usage : {};
  return {
    model: modelName(body.model),
    usage: modelUsage(usage.prompt_tokens, usage.completion_tokens),
  };
}

/** A model's name that can be shown: a word, perhaps with slashes, of at most 200 characters. */
export function modelName(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value) ? value : undefined;
}

/** Counts as a service gives them; undefined unless both are whole numbers. */
export function modelUsage(inputTokens: unknown, outputTokens: unknown): ModelUsage | undefined {
  return isCount(inputTokens) && isCount(outputTokens) ? { inputTokens, outputTokens } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/**
 * The finish reason of a whole answer.
 *
 * @throws UnusableAnswer for one without a word, unless the model declined.
 */
export function checkedFinish(text: AnswerText, reason: FinishReason): FinishReason {
  if (text.text === '' && reason === 'length') {
    throw new UnusableAnswer(
      'the model used all its tokens before its first word',
      'allow a reasoning model more tokens, or reduce its reasoning effort',
    );
  }
  if (text.text === '' && reason === 'stop') throw new UnusableAnswer('the answer is empty');
  return text.isCut ? 'length' : reason;
}
