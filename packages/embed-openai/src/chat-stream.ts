import type { OpenAI } from 'openai';
import { Stream } from 'openai/streaming';
import type { AnswerText } from './answer-text.js';
import {
  type AnswerFacts,
  addContent,
  type FinishReason,
  factsOf,
  finishReasonOf,
  firstChoice,
} from './chat-completion.js';
import { isRecord } from './json-record.js';
import { UnusableAnswer } from './service-failure.js';

/**
 * Reads an answer of `POST /chat/completions` that comes as server-sent events, adding each piece to `text`
 * as it comes.
 *
 * @throws UnusableAnswer for an answer that ends before the service said that it is complete: half an answer
 *   never passes for a whole one.
 */
export async function readCompletionStream(
  response: Response,
  { openAi, text, signal }: { openAi: OpenAI; text: AnswerText; signal: AbortSignal },
): Promise<AnswerFacts> {
  let facts: AnswerFacts = {};
  let finishReason: FinishReason | undefined;
  let isRefusal = false;
  // The client goes with it for its logger, which is off: the library would write what it cannot parse.
  const events = Stream.fromSSEResponse<unknown>(response, new AbortController(), openAi);
  try {
    for await (const event of events) {
      const choice = firstChoice(event);
      const { delta } = choice ?? {};
      if (isRecord(delta)) isRefusal = addContent(delta, text) || isRefusal;
      finishReason = (choice && finishReasonOf(choice, isRefusal)) ?? finishReason;
      const { model, usage } = factsOf(event);
      facts = { model: model ?? facts.model, usage: usage ?? facts.usage };
      if (text.isClosed) break;
    }
  } catch (error) {
    // What is lost after the last piece is at most the usage.
    if (finishReason === undefined) throw error;
  }
  // The library does not distinguish an interrupted stream from a complete one.
  if (finishReason === undefined) signal.throwIfAborted();
  if (finishReason === undefined && !text.isCut) {
    throw new UnusableAnswer('the answer broke off before its end');
  }
  return { ...facts, finishReason: finishReason ?? 'length' };
}
